import { expect, onTestFinished, test } from 'vitest';
import { mediaColumns } from '#test/support/media-columns';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';

/** Ids that are never a key. */
const otherColumns = [
  'account.id',
  'chat_code.account_external_id',
  'chat_session.account_external_id',
  'chat_session.began_with',
  'epoch.id',
  'erasure.id',
  'inbound_event.id',
  'matter.id',
  'message.id',
  'note.id',
  'outbox.id',
  'process_sign.id',
  'resident.id',
  'staff.id',
  'thread.id',
];

test('of every column that may name a medium it is known whether a backup follows it', async () => {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  const rows = await query(
    database.url,
    `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.atttypid = 'uuid'::regtype
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey))`,
  );
  expect(rows.map(({ name }) => String(name)).toSorted()).toEqual(
    [...mediaColumns, ...otherColumns].toSorted(),
  );
});
