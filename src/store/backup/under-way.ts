import type { Client } from 'pg';

/** Its message says what to do. */
export class RestoreUnfinishedError extends Error {
  override readonly name = 'RestoreUnfinishedError';
}

/**
 * A restore puts this table there before anything else and takes it away last, so that a city that is half there is
 * never opened.
 */
export const markUnderWay = async (client: Client): Promise<void> => {
  await client.query('create table if not exists public.restore_under_way ()');
};

export const markFinished = async (client: Client): Promise<void> => {
  await client.query('drop table public.restore_under_way');
};

export const isUnderWay = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ is_there: boolean }>(
    `select to_regclass('public.restore_under_way') is not null as is_there`,
  );
  return rows[0]?.is_there === true;
};

export const demandWhole = async (client: Client): Promise<void> => {
  if (!(await isUnderWay(client))) return;
  throw new RestoreUnfinishedError(
    'A restore into this database was interrupted (or is still going on), so the city in it is not whole. ' +
      'Run the same `npm run restore -- --from <file>` again, and then start.',
  );
};
