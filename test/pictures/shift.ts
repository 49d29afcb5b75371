import { query } from '#test/support/query';

/** Moves a matter and everything in it into the past, so that a picture shows a morning and not one minute. */
export const shiftMatter = async (databaseUrl: string, number: string, minutes: number): Promise<void> => {
  const by = `${minutes} minutes`;
  const [matter] = await query(
    databaseUrl,
    `update matter set opened_at = opened_at - $2::interval, waiting_since = waiting_since - $2::interval,
       last_resident_at = last_resident_at - $2::interval
     where number = $1 returning id`,
    [number, by],
  );
  const id = matter?.['id'];
  await query(databaseUrl, 'update event set at = at - $2::interval where matter_id = $1', [id, by]);
  await query(
    databaseUrl,
    `update message set occurred_at = occurred_at - $2::interval
     where id in (select message_id from matter_message where matter_id = $1)`,
    [id, by],
  );
};
