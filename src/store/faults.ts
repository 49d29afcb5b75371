/**
 * Whether the same work may well succeed a moment later, since not the work was wrong but the moment: the connection broke,
 * the server starts, stops or is full, or two transactions were in each other's way.
 * Classes of https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
export const isPassing = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === null ? isOfConnection(error) : passing.some((start) => code.startsWith(start));
};

/** Whether the fault would meet everybody at this moment, so that nobody need be asked alone. */
export const isEverybodys = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === null ? isOfConnection(error) : everybodys.some((start) => code.startsWith(start));
};

/** Connection exception, insufficient resources, operator intervention, system error. */
const everybodys = ['08', '53', '57P', '58'] as const;
/** The same, and serialization failure, deadlock, lock not available. */
const passing = [...everybodys, '40', '55P03'] as const;

const codeOf = (error: unknown): string | null =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : null;

/** What `pg` and the operating system say of a connection has words but no SQLSTATE. */
const isOfConnection = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) ||
    /connection|timeout exceeded when trying to connect|Client has encountered/i.test(error.message));
