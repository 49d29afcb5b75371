import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mediaFolder } from '#src/main/media-folder';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { backUp, makeShelf, otherDatabase, otherMachine, restore } from '#test/support/backup';
import { ChatDevice } from '#test/support/chat-device';
import { logInAgain, logInto, type Clerk } from '#test/support/clerk';
import { liveTalk, postPhoto } from '#test/support/lived-talk';
import { columnsWith, mediaColumns, mediaIn } from '#test/support/media-columns';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';
import { dumpTables } from '#test/support/table-dump';
import { openTown, saidTo, type Town } from '#test/support/town';

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

/** The first resident wrote, sent a photo and got an answer; staff noted something. */
const liveThrough = async (town: Town, clerk: Clerk): Promise<{ matterId: string; userId: string }> => {
  const { line } = town;
  const { userId } = line.addResident('はじめの住民');
  await line.sendText(userId, '家の前の道路に大きな穴が開いていて危ないです');
  await line.waitFor(() => saidTo(line, userId).length === 1, 20_000);
  await line.sendImage(userId, jpeg, 'image/jpeg');
  const [matter] = await clerk.matters();
  const matterId = matter?.id ?? '';
  await vi.waitFor(async () => expect(await photosOf(clerk, matterId)).toEqual([jpeg]), 20_000);
  expect(
    await clerk.send('POST', `/api/matters/${matterId}/notes`, { id: randomUUID(), text: '現地の写真あり' }),
  ).toBe(201);
  await clerk.reply(matterId, 'あす、現地を確認します。');
  await vi.waitFor(async () => {
    const { thread } = await clerk.detail(matterId);
    const fates = thread.flatMap((item) =>
      item.kind === 'message' && item.delivery ? [item.delivery.state] : [],
    );
    expect(new Set(fates)).toEqual(new Set(['accepted']));
    expect(saidTo(line, userId)).toContain('あす、現地を確認します。');
  }, 20_000);
  return { matterId, userId };
};

const photosOf = async (clerk: Clerk, matterId: string): Promise<readonly Buffer[]> => {
  const { thread } = await clerk.detail(matterId);
  const stored = thread.flatMap((item) =>
    item.kind === 'message' ? item.attachments.filter(({ state }) => state === 'stored') : [],
  );
  return Promise.all(
    stored.map(async ({ url }) => Buffer.from(await (await clerk.fetch(url)).arrayBuffer())),
  );
};

test(
  'a city backed up while residents write goes on on another machine, and every matter is there',
  { timeout: 240_000 },
  async () => {
    const [first, second, shelf] = [await otherMachine(), await otherMachine(), await makeShelf()];
    const town = await openTown(first);
    onTestFinished(() => town.close());
    const { line } = town;
    const email = town.kodama.credentials?.email ?? '';
    const clerk = await logInto(town);
    const { matterId, userId } = await liveThrough(town, clerk);
    const before = await clerk.detail(matterId);

    const crowd = Array.from({ length: 30 }, (_, index) => line.addResident(`住民 ${index}`).userId);
    const writing = (async () => {
      for (const one of crowd) await line.sendText(one, '公園の街灯が消えています');
    })();
    await backUp(first, shelf);
    await writing;
    const [file = ''] = await readdir(shelf);
    expect(file).toMatch(/^kodama-\d{4}-\d{2}-\d{2}-\d{4}\.tar\.gz$/);
    expect((await stat(join(shelf, file))).mode & 0o777).toBe(0o600);
    await clerk.reply(matterId, 'この返事は控えのあとです。');
    await line.waitFor(() => saidTo(line, userId).includes('この返事は控えのあとです。'), 20_000);
    const heard = saidTo(line, userId);
    const hangUp = new AbortController();
    const oldLive = await clerk.watch(hangUp.signal);
    const oldPlace = await vi.waitUntil(() => /^id: (.+)$/m.exec(oldLive.text())?.[1]);
    hangUp.abort();
    await town.kodama.end('SIGKILL');

    const said = await restore(second, join(shelf, file));
    expect(said).toContain('photos and files 1');
    await town.restart(second);
    const again = await logInAgain(town, email);
    expect((await clerk.fetch('/api/matters?view=all')).status).toBe(401);
    const after = await again.detail(matterId);
    expect(after).toMatchObject({ number: before.number, thread: before.thread });
    expect(await photosOf(again, matterId)).toEqual([jpeg]);

    const resumed = await again.watch(AbortSignal.timeout(30_000), oldPlace);
    await vi.waitFor(() => expect(resumed.text()).toContain('event: reload'));
    const { userId: newcomer } = line.addResident('あとからの住民');
    await line.sendText(newcomer, '水道から赤い水が出ます');
    await line.waitFor(() => saidTo(line, newcomer).length === 1, 20_000);
    await vi.waitFor(() => expect(resumed.text()).toContain('event: change'), 10_000);
    await vi.waitFor(async () => {
      const numbers = (await again.matters()).map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers).toContain(before.number);
    });
    expect(saidTo(line, userId)).toEqual(heard);
  },
);

/** After the restore these are meant to differ: see the store's `backup` folder. */
const ownOfEach = new Set(['epoch', 'migration', 'invitation', 'chat_code']);

test(
  'every row of every table and every medium is the same in a plain database as in the one backed up',
  { timeout: 120_000 },
  async () => {
    const [first, plain, shelf] = [await otherMachine(), await otherDatabase(), await makeShelf()];
    const town = await openTown(first);
    onTestFinished(() => town.close());
    const clerk = await logInto(town);
    const { matterId } = await liveThrough(town, clerk);
    const { device, code } = await liveTalk(() => town.kodama.url, clerk);
    const talk = await device.talk();
    const email = town.kodama.credentials?.email ?? '';
    expect(await town.kodama.end()).toBe(0);

    const database = await startEmbeddedPostgres({ dataDir: first.DATA_DIR, log: silentLog });
    await postPhoto(database.url, mediaFolder(join(first.DATA_DIR, 'media')));
    const before = await dumpTables(database.url);
    await database.stop();

    const file = join(shelf, 'night.tar.gz');
    await backUp(first, file);
    await restore(plain, file);

    const after = await dumpTables(plain.DATABASE_URL);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, rows] of Object.entries(before)) {
      if (!ownOfEach.has(table)) expect([table, withoutXid(after[table])]).toEqual([table, withoutXid(rows)]);
    }
    const media = await mediaIn(first.DATA_DIR);
    expect(await mediaIn(plain.DATA_DIR)).toEqual(media);
    // Every place where a key can be written was lived through.
    expect(columnsWith(before, media)).toEqual(mediaColumns);
    expect(after['epoch']).not.toEqual(before['epoch']);
    const [feed] = await query(
      plain.DATABASE_URL,
      'select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) settled, count(*)::int n from event',
    );
    expect(feed).toMatchObject({ settled: true, n: expect.any(Number) });

    await town.restart(plain);
    const again = await logInAgain(town, email);
    expect(await photosOf(again, matterId)).toEqual([jpeg]);
    expect(await device.talk()).toEqual(talk);
    expect((await new ChatDevice(() => town.kodama.url).ask('POST', 'resume', { code })).status).toBe(410);
    await again.reply(matterId, '別の機械からの返事です。');
    await town.line.waitFor(() =>
      town.line.journal().some((entry) => JSON.stringify(entry).includes('別の機械')),
    );
  },
);

const withoutXid = (rows: unknown): string =>
  JSON.stringify(rows, (key, value: unknown) => (key === 'xid' ? 0 : value));
