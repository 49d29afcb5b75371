import { expect, test } from 'vitest';
import { freshDatabase } from './database.ts';
import { query } from './query.ts';

test('every test file has a database of its own, copied from a template that is made once', async () => {
  let made = 0;
  const prepare = {
    template: 'template_of_this_file',
    make: async (url: string) => {
      made += 1;
      await query(url, `create table letters as select 'from the template' body`);
    },
  };
  const [one, two] = await Promise.all([freshDatabase(prepare), freshDatabase(prepare)]);
  await query(one.url, 'delete from letters');
  expect(await query(two.url, 'select body from letters')).toEqual([{ body: 'from the template' }]);
  expect(made).toBe(1);

  await one.drop();
  await two.drop();
  await expect(query(one.url, 'select 1')).rejects.toThrow(/does not exist/);
});

test('without a template it is empty', async () => {
  const empty = await freshDatabase();
  expect(await query(empty.url, `select from pg_tables where schemaname = 'public'`)).toEqual([]);
  await empty.drop();
});
