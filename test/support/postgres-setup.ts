import { randomBytes } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { makeDataFolder, removeDataFolder } from './data-folder.ts';
import { query } from './query.ts';
import { silentLog } from './silent-log.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's login to the server of this test run. */
    databaseServer: string;
    /** Ends the name of every database of this run, so that runs on one server do not meet. */
    databaseRun: string;
  }
}

/** One database server for the whole test run: `TEST_DATABASE_URL`, or an embedded one in a temporary folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = randomBytes(4).toString('hex');
  const server = await findServer(process.env['TEST_DATABASE_URL'], run);
  project.provide('databaseServer', server.url);
  project.provide('databaseRun', run);
  return () => server.stop();
}

async function findServer(
  given: string | undefined,
  run: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (given !== undefined && given !== '') return { url: given, stop: () => dropDatabasesOf(run, given) };
  const dataDir = await makeDataFolder();
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  // Nothing here outlives the run, so nothing waits for the disk. What must outlive a power cut is tested on servers of its own.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await query(server.url, `alter system set ${setting} = off`);
  await query(server.url, 'select pg_reload_conf()');
  const stop = async (): Promise<void> => {
    await server.stop();
    await removeDataFolder(dataDir);
  };
  return { url: server.url, stop };
}

async function dropDatabasesOf(run: string, url: string): Promise<void> {
  const left = await query(url, 'select datname from pg_database where datname like $1', [`%\\_${run}`]);
  for (const { datname } of left) {
    const name = escapeIdentifier(String(datname));
    await query(url, `alter database ${name} is_template false`);
    await query(url, `drop database ${name} with (force)`);
  }
}
