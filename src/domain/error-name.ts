/**
 * What a log may say of an error: its name and code. Its message may quote what a resident wrote, since PostgreSQL's
 * messages quote the values they refuse.
 */
export const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return `${error.name} ${code}`.trim();
};
