import { Client } from 'pg';

/** Remembers the moment that a whole backup shows, so that its age can be told; not in a database of an older release. */
export const rememberBackup = async (url: string, takenAt: Date): Promise<void> => {
  const client = new Client({ connectionString: url, application_name: 'kodama-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ is_there: boolean }>(
      `select to_regclass('public.backup_made') is not null as is_there`,
    );
    if (rows[0]?.is_there !== true) return;
    await client.query(
      `insert into public.backup_made (taken_at) values ($1)
        on conflict (is_only) do update set taken_at = greatest(backup_made.taken_at, excluded.taken_at)`,
      [takenAt],
    );
  } finally {
    await client.end();
  }
};
