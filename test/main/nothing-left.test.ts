import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { joinRunningPostgres } from '#src/main/running-postgres';
import { marksIn, marksOf, redisDump } from '#test/support/bytes-in';
import { ChatDevice } from '#test/support/chat-device';
import { logInto } from '#test/support/clerk';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import {
  answerMarked,
  makeMarks,
  markMedia,
  matterSaying,
  writeInChat,
  writeOnLine,
} from '#test/support/marked-lives';
import { mediaIn } from '#test/support/media-columns';
import { query } from '#test/support/query';
import { queueUrlFor } from '#test/support/queue-place';
import { runToItsEnd } from '#test/support/run-to-its-end';
import { openTown } from '#test/support/town';

const patience = { timeout: 90_000, interval: 300 };
const because = { reason: 'resident-asked' };

const openWorld = async () => {
  const dataDir = await makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  const env = { DATA_DIR: dataDir, NODE_ENV: 'production' };
  const town = await openTown(env);
  onTestFinished(() => town.close());
  const clerk = await logInto(town);
  return { dataDir, env, town, clerk, url: await joinRunningPostgres(dataDir) };
};

/** Every attachment is fetched, and nothing waits to be removed. */
const areMediaSettled = async (url: string): Promise<void> => {
  const waiting = `select 'attachment' from attachment where state in ('waiting', 'erasing')
    union all select 'upload' from upload where state = 'erasing' union all select 'photo' from chat_photo
    union all select 'send' from outbox where state <> 'settled'
    union all select 'event' from inbound_event where state = 'pending'`;
  await vi.waitFor(async () => expect(await query(url, waiting)).toEqual([]), patience);
};

test(
  'no byte of what was taken back or erased is left: not in the database’s files, the media, the logs or the queue',
  { timeout: 300_000 },
  async () => {
    const { dataDir, env, town, clerk, url } = await openWorld();
    const { line, kodama } = town;
    const making = makeMarks();
    const { marks, words } = making;
    const kept = makeMarks();

    const stays = line.addResident('のこる人').userId;
    await line.sendText(stays, `家の前の道路に穴があります。${kept.words('what stays')}`);
    const taker = line.addResident('取り消す人').userId;
    const taken = await writeOnLine(town, making, 'taken back on LINE', taker);
    const goer = line.addResident(`${words('a name')}`).userId;
    marks.set('a LINE user id', Buffer.from(goer));
    await writeOnLine(town, making, 'erased on LINE', goer);
    const [takerDevice, goerDevice] = [new ChatDevice(() => kodama.url), new ChatDevice(() => kodama.url)];
    const takenInChat = await writeInChat(takerDevice, making, 'taken back in the chat');
    await writeInChat(goerDevice, making, 'erased in the chat');
    const single = line.addResident('一つ消してもらう人').userId;
    await line.sendText(single, `家の前の道路に穴があります。${words('erased by a supervisor')}`);
    await areMediaSettled(url);

    const lineMatter = await matterSaying(clerk, marks.get('erased on LINE: first words'));
    const chatMatter = await matterSaying(clerk, marks.get('erased in the chat: first words'));
    for (const [name, id] of [['LINE', lineMatter] as const, ['chat', chatMatter] as const])
      await answerMarked(clerk, making, name, id);
    await areMediaSettled(url);
    await query(url, 'analyze');
    await query(url, 'checkpoint');
    await markMedia(dataDir, making);

    // What was never there would not be missed.
    const found = new Set(
      (await marksIn(dataDir, marks)).map(({ mark }) => mark.replace(/, from letter .*/, '')),
    );
    const names = [...marks.keys()].map((name) => name.replace(/, from letter .*/, ''));
    expect(names.filter((name) => !found.has(name))).toEqual([]);

    for (const messageId of taken) await line.unsend(taker, messageId);
    for (const id of takenInChat) await takerDevice.ask('DELETE', `messages/${id}`);
    const singleMatter = await matterSaying(clerk, marks.get('erased by a supervisor'));
    const { thread } = await clerk.detail(singleMatter);
    const doomed = thread.find((item) => item.kind === 'message' && item.from === 'resident');
    const statuses = [
      await clerk.send('POST', `/api/messages/${doomed?.id}/erasure`, because),
      await clerk.send('POST', `/api/matters/${lineMatter}/resident-erasure`, because),
      await clerk.send('POST', `/api/matters/${chatMatter}/resident-erasure`, because),
    ];
    expect(statuses).toEqual([204, 200, 200]);
    expect((await goerDevice.ask('GET', 'talk')).status).toBe(401);
    await areMediaSettled(url);
    expect(await mediaIn(dataDir)).toEqual([]);

    expect(await runToItsEnd(env, 'scour')).toMatchObject({
      code: 0,
      said: expect.stringContaining('Scoured'),
    });
    expect(await marksIn(dataDir, marks)).toEqual([]);
    expect((await marksIn(dataDir, kept.marks)).length).toBeGreaterThan(0);
    const queueUrl = await queueUrlFor(dataDir);
    if (inject('redisServer') !== '') expect(marksOf(await redisDump(queueUrl), marks)).toEqual([]);

    expect(await kodama.end()).toBe(0);
    expect(marksOf(Buffer.from(kodama.output()), marks)).toEqual([]);
    expect(await marksIn(dataDir, marks)).toEqual([]);
  },
);
