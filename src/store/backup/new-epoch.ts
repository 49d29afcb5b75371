import type { Client } from 'pg';

/** Places in the feed that were told before the restore are of another epoch now. */
export const renewEpoch = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ is_there: boolean }>(
    `select to_regclass('public.epoch') is not null as is_there`,
  );
  // A backup from before there were epochs gets its first one from the migration.
  if (rows[0]?.is_there === true) {
    await client.query('update epoch set id = gen_random_uuid(), began_at = now()');
  }
};

/**
 * The lost machine went on after the backup, so each send that was not settled then may have been made since. It is written
 * down as a try that nobody heard the end of: the same call is made again with the same key while the platform surely
 * remembers it, an acceptance is believed, and everything else is called unknown. Returns how many there are.
 */
export const supposeTried = async (client: Client, takenAt: Date): Promise<number> => {
  const tried = await client.query(
    `with supposed as (
       update outbox set tries = tries + 1, first_tried_at = coalesce(first_tried_at, $1)
       where state <> 'settled' returning id, tries, route
     )
     insert into attempt (outbox_id, number, route, started_at) select id, tries, route, $1 from supposed`,
    [takenAt],
  );
  return tried.rowCount ?? 0;
};

/** The platform may still have what the backup has not; where it has not either, the inbox says so. */
export const fetchAgain = async (client: Client, absentMedia: readonly string[]): Promise<void> => {
  const { rows } = await client.query<{ is_public: boolean }>(
    `select exists (select from pg_attribute where attrelid = 'attachment'::regclass and attname = 'public_token') as is_public`,
  );
  // Only what is stored may have a public address.
  const forget = rows[0]?.is_public === true ? ', public_token = null' : '';
  await client.query(
    `update attachment set state = 'waiting', tries = 0, next_try_at = now()${forget}
      where state = 'stored' and id = any ($1)`,
    [absentMedia],
  );
};
