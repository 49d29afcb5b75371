import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '#src/domain/ids';
import type { LaidMatter } from '#test/support/laid-matter';
import { dumpTables } from '#test/support/table-dump';
import { openWalledDesk, refused, type WalledDesk } from './walled-desk.ts';

let hall: WalledDesk['hall'];
let clerk: StaffId;
let colleague: StaffId;
let mine: LaidMatter;
let theirs: LaidMatter;
let asClerk: WalledDesk['asClerk'];

beforeAll(async () => {
  ({ hall, clerk, colleague, mine, theirs, asClerk } = await openWalledDesk());
});
afterAll(() => hall.drop());

const id = () => `'${randomUUID()}'`;

const uploadColumns = 'id, matter_id, staff_id, kind, file_name, mime, bytes, preview_id, created_at';
const picture = `'image', 'x.jpg', 'image/jpeg', 3, '${randomUUID()}', now()`;
const hung = 'id, message_id, kind, state, mime, bytes';

/** Each would reach over the wall, or past what was found when it was laid down. */
const forbidden: readonly (readonly [string, () => string])[] = [
  [
    'a picture laid in another’s matter',
    () => `insert into upload (${uploadColumns}) values (${id()}, '${theirs.id}', '${clerk}', ${picture})`,
  ],
  [
    'a picture laid down with a colleague’s name',
    () => `insert into upload (${uploadColumns}) values (${id()}, '${mine.id}', '${colleague}', ${picture})`,
  ],
  [
    'a picture that nobody laid down hung on an answer',
    () =>
      `insert into attachment (${hung}) values (${id()}, '${mine.sentId}', 'image', 'stored', 'image/jpeg', 3)`,
  ],
  [
    'a colleague’s picture hung on an answer',
    () =>
      `insert into attachment (${hung}, preview_id) values ('${mine.uploadId}', '${mine.sentId}', 'image', 'stored', 'image/jpeg', 3, '${mine.previewId}')`,
  ],
  [
    'a public address of one’s own choosing',
    () => `update attachment set public_token = 'x' where id = '${mine.storedId}'`,
  ],
];

test.each(forbidden)('the database refuses %s', async (_what, statement) => {
  const before = await dumpTables(hall.url);
  await expect(asClerk(statement())).rejects.toThrow(refused);
  expect(await dumpTables(hall.url)).toEqual(before);
});

/** Allowed to be said, and without effect on what is not theirs. */
const idle: readonly (readonly [string, () => string])[] = [
  [
    'throwing away what a colleague laid down',
    () => `update upload set state = 'erasing' where id = '${mine.uploadId}'`,
  ],
  ['losing sight of bytes that still lie there', () => `delete from upload`],
];

test.each(idle)('nothing comes of %s', async (_what, statement) => {
  const before = await dumpTables(hall.url);
  await asClerk(statement());
  expect(await dumpTables(hall.url)).toEqual(before);
});
