import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAttachmentId, isStaffId } from '#src/domain/ids';
import { systemClock, systemIds } from '#src/main/system';
import { firstAdministrator } from '#src/usecases/first-administrator';
import { retryAttachment } from '#src/usecases/retry';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { plainPasswords } from '#test/support/plain-passwords';
import { query } from '#test/support/query';
import { callsTo } from './correspondence.ts';

let premises: Premises;
beforeAll(async () => {
  premises = await openPremises();
}, 60_000);
afterAll(() => premises.close());

const sendVideo = async (office: Office, preparesForMs: number): Promise<string> => {
  const { userId } = office.line.addResident(`住民 ${randomUUID()}`);
  await office.line.sendVideo(userId, Buffer.from('video'), 'video/mp4', { preparesForMs });
  await office.work();
  return userId;
};

const attachmentOf = async (userId: string) =>
  (
    await query(
      premises.database.url,
      `select a.id, a.state, a.tries, a.preparing_since is not null as preparing from attachment a
         join message m on m.id = a.message_id join thread t on t.id = m.thread_id where t.address = $1`,
      [userId],
    )
  )[0];

const preparesFor = (minutes: number) => minutes * 60_000;

test('a video that LINE prepares for a quarter of an hour is asked for ever less often, and spends no try', async () => {
  const office = await openOffice(premises);
  const userId = await sendVideo(office, preparesFor(15));
  expect(await attachmentOf(userId)).toMatchObject({ state: 'waiting', tries: 0, preparing: true });
  for (let minute = 0; minute < 14; minute += 1) await office.pass({ seconds: 60 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'waiting', tries: 0 });
  expect(callsTo(office, 'content').length).toBeLessThan(30);
  for (let minute = 0; minute < 3; minute += 1) await office.pass({ seconds: 60 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'stored', tries: 0 });
});

test('after half an hour it is given up, and fetched when staff ask for it again', async () => {
  const office = await openOffice(premises);
  const userId = await sendVideo(office, preparesFor(40));
  for (let minute = 0; minute < 32; minute += 1) await office.pass({ seconds: 60 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'failed', tries: 0 });
  const calls = callsTo(office, 'content').length;
  for (let minute = 0; minute < 10; minute += 1) await office.pass({ seconds: 60 });
  expect(callsTo(office, 'content')).toHaveLength(calls);

  const door = {
    store: premises.database.store,
    clock: systemClock,
    ids: systemIds,
    passwords: plainPasswords,
  };
  await firstAdministrator(door, { email: 'a@city.example', name: '係' });
  const [staff] = await query(premises.database.url, 'select id from staff');
  const [staffId, attachmentId] = [String(staff?.['id']), String((await attachmentOf(userId))?.['id'])];
  if (!isStaffId(staffId) || !isAttachmentId(attachmentId)) throw new Error('no such thing');
  expect(await retryAttachment(office.context, { staffId, attachmentId })).toEqual({ kind: 'done' });
  await office.work();
  expect(await attachmentOf(userId)).toMatchObject({ state: 'stored', tries: 0 });
});
