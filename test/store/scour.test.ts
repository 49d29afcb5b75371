import { expect, onTestFinished, test } from 'vitest';
import { Client } from 'pg';
import { scour, type ScourOrder } from '#src/store/scour';
import { road } from '#test/support/city-hall';
import { layMatter } from '#test/support/laid-matter';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';

const rewriting: ScourOrder = { to: 'rewritten', mostBytes: null, isForced: false };

const openCity = async () => {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  await query(
    database.url,
    `insert into department (id, name, is_sorting_desk) values ('road', 'road', false)`,
  );
  const laid = await layMatter(database.url, road);
  const takeBack = () =>
    query(database.url, `update message set content = null, taken_back_at = now() where id = $1`, [
      laid.messageId,
    ]);
  /** The file in which the messages lie. */
  const file = async () =>
    String((await query(database.url, `select pg_relation_filenode('message') as node`))[0]?.['node']);
  return { url: database.url, takeBack, file };
};

test('the files are rewritten once for what has gone, and not at all while nothing has', async () => {
  const { url, takeBack, file } = await openCity();
  const before = await file();
  expect(await scour(url, rewriting)).toEqual({ kind: 'clean' });
  expect(await file()).toBe(before);
  await takeBack();
  expect(await scour(url, { ...rewriting, to: 'vacuumed' })).toEqual({ kind: 'done', isLogFree: true });
  expect(await file()).toBe(before);
  expect(await scour(url, rewriting)).toEqual({ kind: 'done', isLogFree: true });
  expect(await file()).not.toBe(before);
  await query(url, `update message set taken_back_at = now() - interval '10 minutes' where content is null`);
  expect(await scour(url, rewriting)).toEqual({ kind: 'clean' });
});

test('a pause that would be long is refused, and named', async () => {
  const { url, takeBack } = await openCity();
  await takeBack();
  const refused = await scour(url, { ...rewriting, mostBytes: 100_000 });
  expect(refused).toMatchObject({ kind: 'too-large', tables: expect.arrayContaining(['message']) });
});

test('nobody is kept waiting behind it while somebody holds a table', async () => {
  const { url, takeBack } = await openCity();
  await takeBack();
  const holder = new Client({ connectionString: url });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin');
  await holder.query('lock table message in access share mode');
  expect(await scour(url, rewriting)).toEqual({ kind: 'busy' });
  await holder.query('commit');
  expect(await scour(url, rewriting)).toMatchObject({ kind: 'done' });
});
