import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Client } from 'pg';

const folder = new URL('./migrations/', import.meta.url);
const roles = [
  'kodama_nobody',
  'kodama_staff',
  'kodama_worker',
  'kodama_door',
  'kodama_feed',
  'kodama_resident',
  'kodama_queue',
] as const;

/** One number for every Kodama on this cluster: roles belong to the cluster, and two migrations at once would collide. */
const migrationLock = 727_001;

export class MigrationChangedError extends Error {
  override readonly name = 'MigrationChangedError';
}

/**
 * Brings the database to the newest migration and makes the roles; `url` must be allowed to create both. Safe to run from
 * several processes at once. `migrateQueue` makes the queue's own tables. Returns the names of the migrations that were applied.
 */
export const migrate = async (
  url: string,
  migrateQueue: (client: Client) => Promise<void>,
): Promise<readonly string[]> => {
  const client = new Client({ connectionString: url, application_name: 'kodama-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await makeRoles(client);
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, at timestamptz not null default now())',
    );
    const applied = await applyMissing(client);
    await makeQueue(client, migrateQueue);
    return applied;
  } finally {
    await client.end();
  }
};

const applyMissing = async (client: Client): Promise<readonly string[]> => {
  const known = new Map<string, string>();
  for (const row of (
    await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')
  ).rows) {
    known.set(row.name, row.sha256);
  }
  const applied: string[] = [];
  for (const { name, text, sha256 } of await readMigrations()) {
    const before = known.get(name);
    if (before === sha256) continue;
    if (before !== undefined) {
      throw new MigrationChangedError(
        `Migration ${name} was edited after it ran here. Restore the released file and put the change into a new migration.`,
      );
    }
    await client.query('begin');
    await client.query(text);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
    applied.push(name);
  }
  return applied;
};

/** The migrations of this release that the database does not have yet. */
export const missingMigrations = async (client: Client): Promise<readonly string[]> => {
  const { rows } = await client.query<{ is_there: boolean }>(
    "select to_regclass('public.migration') is not null as is_there",
  );
  const all = (await readMigrations()).map(({ name }) => name);
  if (rows[0]?.is_there !== true) return all;
  const applied = await client.query<{ name: string }>('select name from public.migration');
  const names = new Set(applied.rows.map(({ name }) => name));
  return all.filter((name) => !names.has(name));
};

const readMigrations = async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
};

/** Other databases of the cluster may be migrating now: the lock above is per database, so this one is taken by name. */
const makeRoles = async (client: Client): Promise<void> => {
  const existing = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [roles],
  );
  const present = new Set(existing.rows.map((row) => row.rolname));
  for (const role of roles) {
    if (!present.has(role)) await makeRole(client, role);
    await client.query(`do $$ begin
      if not pg_has_role(current_user, '${role}', 'set') then grant ${role} to current_user; end if;
    end $$`);
  }
};

/** The queue's tables lie in a schema of their own, where its role may do everything (each queue makes itself a sequence) and which it cannot leave. */
const makeQueue = async (client: Client, migrateQueue: (client: Client) => Promise<void>): Promise<void> => {
  await client.query('create schema if not exists bullmq');
  await migrateQueue(client);
  await client.query(`
    grant usage, create on schema bullmq to kodama_queue;
    grant all on all tables in schema bullmq to kodama_queue;
    grant all on all sequences in schema bullmq to kodama_queue;
    grant all on all functions in schema bullmq to kodama_queue`);
};

const makeRole = async (client: Client, role: string): Promise<void> => {
  await client.query(`do $$ begin
    create role ${role} nologin;
  exception when duplicate_object or unique_violation then null; end $$`);
};
