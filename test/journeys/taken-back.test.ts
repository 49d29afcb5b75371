import { readdir } from 'node:fs/promises';
import { expect } from 'vitest';
import { query } from '#test/support/query';
import { tablesWith } from '#test/support/tables-with';
import { openMatter, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { readFromCity, receiptNumber } from './on-the-phone.ts';
import { samplePhoto } from './sample-photo.ts';

const files = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

journey(
  'what a resident takes back is gone from the inbox, the database and the media folder, and a tombstone stays',
  async ({ database, town, inbox }) => {
    const { line, kodama, mediaFolder } = town;
    const { userId } = line.addResident('取り消す人');
    const words = await line.sendText(userId, '家の前の道路に大きな穴が開いていて、隣の鬼塚さんが転びました');
    const number = await receiptNumber(line, userId);
    const photo = await line.sendImage(userId, await samplePhoto(), 'image/jpeg');
    await openMatter(inbox, number);
    await thread(inbox)
      .getByRole('img', { name: /住民が送った写真/ })
      .waitFor();
    expect(await tablesWith(database.url, '鬼塚')).not.toEqual([]);
    expect(await files(mediaFolder)).toHaveLength(1);

    await line.unsend(userId, words.messageId ?? '');
    await line.unsend(userId, photo.messageId ?? '');
    await expect.poll(() => thread(inbox).getByText('取り消されたメッセージ').count()).toBe(2);
    expect(await inbox.getByText('鬼塚').count()).toBe(0);
    expect(await thread(inbox).getByRole('img').count()).toBe(0);
    expect(await inbox.getByRole('complementary', { name: '案件の詳細' }).getByText('道路').count()).toBe(0);
    await expect.poll(() => tablesWith(database.url, '鬼塚')).toEqual([]);
    await expect.poll(() => files(mediaFolder)).toEqual([]);
    expect(kodama.output()).not.toContain('鬼塚');
  },
);

journey('an unsend that overtakes its message leaves nothing behind', async ({ database, town, inbox }) => {
  const { line } = town;
  const { userId } = line.addResident('早く取り消す人');
  line.webhooks.set({ holds: true });
  const { messageId } = await line.sendText(userId, '道路の穴のことは蓑島さんに聞いてください');
  await line.unsend(userId, messageId ?? '');
  const outcomes = await line.webhooks.release({ order: 'reversed', together: false });
  expect(outcomes).toEqual([
    { kind: 'answered', status: 200 },
    { kind: 'answered', status: 200 },
  ]);
  const waiting = 'select from inbound_event where address = $1 and handled_at is null';
  await expect.poll(() => query(database.url, waiting, [userId])).toEqual([]);
  expect(await query(database.url, 'select from inbound_event where address = $1', [userId])).toHaveLength(2);
  expect(await tablesWith(database.url, '蓑島')).toEqual([]);
  expect(readFromCity(line, userId)).toEqual([]);
  await inbox.getByRole('link', { name: 'すべて' }).click();
  expect(await inbox.getByText('早く取り消す人').count()).toBe(0);
});
