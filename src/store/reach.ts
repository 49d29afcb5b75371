import { Client } from 'pg';
import { demandWhole } from './backup/under-way.ts';
import { missingMigrations } from './migrate.ts';

/** Its message says where the database was looked for and what to do, without the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

export class DatabaseNotPreparedError extends Error {
  override readonly name = 'DatabaseNotPreparedError';
}

const patienceMs = 5_000;

/** Resolves when the database lets us in. */
export const reachDatabase = (url: string): Promise<void> => withClient(url, () => Promise.resolve());

/** Resolves when the database has the tables of this release. */
export const demandPrepared = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await demandWhole(client);
    const missing = await missingMigrations(client);
    if (missing.length === 0) return;
    throw new DatabaseNotPreparedError(
      `The database ${placeOf(url)} is not prepared for this release (${missing.length} migrations are missing). ` +
        'Run `npm run migrate` first.',
    );
  });

const withClient = async (url: string, work: (client: Client) => Promise<void>): Promise<void> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  // A server that goes away while we ask rejects the question as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new DatabaseUnreachableError(
      `The database ${placeOf(url)} does not let us in: ${reasonOf(cause)} ` +
        'Mend that or DATABASE_URL, and start again; without DATABASE_URL an embedded database is used.',
      { cause },
    );
  }
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

const placeOf = (url: string): string => {
  const { hostname, port, pathname } = new URL(url);
  return `"${decodeURIComponent(pathname.slice(1))}" at ${hostname}:${port === '' ? '5432' : port}`;
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const reasonOf = (error: unknown): string => {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return 'nothing listens there.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no machine has that name.';
    case '28P01':
    case '28000':
      return 'it refuses the user or the password.';
    case '3D000':
      return 'it has no database of that name.';
    case '57P03':
      return 'it is starting up or shutting down.';
    case '53300':
      return 'it has no connection left.';
  }
  return error instanceof Error && error.message !== '' ? `${error.message}.` : 'it does not answer.';
};
