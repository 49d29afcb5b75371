import { expect, onTestFinished, test } from 'vitest';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';

/** Columns that could hold anything, and never hold what a resident wrote, is called, or is reached at. */
const wordless = [
  'account.channel',
  'account.state',
  'attachment.kind',
  'attachment.mime',
  'attachment.public_token',
  'attachment.state',
  'attempt.request_id',
  'attempt.result',
  'attempt.route',
  'audit.action',
  'audit.subject',
  'chat_key.key',
  'chat_photo.message_external_id',
  'classification.confidence',
  'delivery.reason',
  'delivery.state',
  'department.id',
  'department.name',
  'erasure.department_id',
  'erasure.reason',
  'event.departments',
  'event.detail',
  'event.name',
  'inbound_event.channel',
  'inbound_event.event_id',
  'inbound_event.fault',
  'inbound_event.kind',
  'inbound_event.message_external_id',
  'inbound_event.state',
  'login_failure.address',
  'login_failure.email',
  'matter.category_id',
  'matter.close_reason',
  'matter.department_id',
  'matter.number',
  'matter.retention_class',
  'matter.state',
  'membership.department_id',
  'membership.role',
  'message.author',
  'message.channel',
  'message.erased_in',
  'message.external_id',
  'message.image_set_id',
  'message.kind',
  'message.quote_token',
  'message.quotes_external_id',
  'message_part.channel',
  'message_part.external_id',
  'migration.name',
  'migration.sha256',
  'outbox.channel',
  'outbox.quick_replies',
  'outbox.reply_token',
  'outbox.route',
  'outbox.state',
  'scouring.kind',
  'session.csrf_token',
  'staff.email',
  'staff.name',
  'staff.password_hash',
  'staff.state',
  'thread.channel',
  'upload.kind',
  'upload.mime',
  'upload.state',
  'working_sign.channel',
];

test('of no column with a resident’s words, name or address does PostgreSQL keep a copy in its statistics', async () => {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  const rows = await query(
    database.url,
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'json'::regtype, 'xml'::regtype,
          'varchar'::regtype, 'tsvector'::regtype)
        and a.attstattarget is distinct from 0`,
  );
  expect(rows.map(({ name }) => String(name)).toSorted()).toEqual(wordless);
});
