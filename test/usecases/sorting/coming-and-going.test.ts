import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAccountId } from '#src/domain/ids';
import { ChannelFaultError, type Channel, type Fault } from '#src/ports/channel';
import { lineLimits } from '#adapters/line/channel';
import { beginSend } from '#src/usecases/begin-send';
import { fetchProfile } from '#src/usecases/fetch-profile';
import { retrySend } from '#src/usecases/retry';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

type Resident = ReturnType<SortingRoom['resident']>;

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const follow = { kind: 'follow', isUnblocked: false, replyToken: 'welcome' } as const;
const unfollow = { kind: 'unfollow' } as const;

const accountOf = async ({ address }: Resident) => {
  const [row] = await query(room.url, 'select id, state, display_name from account where external_id = $1', [
    address,
  ]);
  const id = String(row?.['id']);
  if (!isAccountId(id)) throw new Error(id);
  return { id, state: row?.['state'], name: row?.['display_name'] };
};
const isTold = async (): Promise<boolean> => {
  const sends = room.nudges.flatMap((nudge) =>
    nudge.name === 'message.deliver' ? [nudge.data.outboxId] : [],
  );
  const last = sends.at(-1);
  if (last === undefined) throw new Error('nothing was to be sent');
  return (await beginSend(room.context, last)).kind === 'send';
};

test('whoever adds the city is greeted, by the free way', async () => {
  const resident = room.resident();
  await resident.does(follow);
  expect(await resident.told()).toMatchObject([
    { route: 'reply', token: 'welcome', matterId: null, choices: [] },
  ]);
  expect((await resident.told())[0]?.texts[0]).toContain('久留米市の相談窓口です。');
  expect(await resident.matters()).toEqual([]);
});

test('whoever comes back is greeted as one who comes back, whether the platform knows it or only we do', async () => {
  const [told, untold] = [room.resident(), room.resident()];
  await told.does({ ...follow, isUnblocked: true });
  await untold.does(follow);
  await untold.does(unfollow);
  await untold.does(follow);
  expect((await told.told()).at(-1)?.texts[0]).toContain('おかえりなさい');
  const [first, second] = await untold.told();
  expect(first?.texts[0]).not.toContain('おかえりなさい');
  expect(second).toMatchObject({ route: 'reply', texts: [expect.stringContaining('おかえりなさい')] });
});

test('what could not be sent while the resident was gone stays unsent, and staff may send it again', async () => {
  const clerk = await room.clerk('sender', 'road');
  const resident = room.resident();
  await resident.says(hole);
  await query(room.url, `update outbox set state = 'settled'`);
  await resident.does(unfollow);
  room.nudges.splice(0);
  const messageId = await room.answer(clerk, await resident.matter());
  expect(await isTold()).toBe(false);
  await resident.does({ ...follow, isUnblocked: true });
  const fate = `select d.state, d.reason from delivery d join outbox_message m using (outbox_id) where m.message_id = $1`;
  expect(await query(room.url, fate, [messageId])).toEqual([{ state: 'refused', reason: 'recipient-gone' }]);
  await query(
    room.url,
    `update outbox o set state = 'settled' where not exists
    (select from outbox_message m where m.outbox_id = o.id and m.message_id = $1)`,
    [messageId],
  );
  expect(await retrySend(room.context, { staffId: clerk, messageId })).toEqual({ kind: 'done' });
  expect(await isTold()).toBe(true);
});

test('a resident who blocks the city is marked, and staff of each open matter are told', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await resident.says('公園のブランコが壊れています');
  await resident.does(unfollow);
  expect((await accountOf(resident)).state).toBe('blocked');
  for (const matter of await resident.matters())
    expect(await room.events(matter)).toEqual(['opened', 'blocked']);
  await resident.does(unfollow);
  for (const matter of await resident.matters()) expect(await room.events(matter)).toHaveLength(2);
});

test('staff of each open matter are told when the resident is here again', async () => {
  const [follower, writer] = [room.resident(), room.resident()];
  for (const resident of [follower, writer]) {
    await resident.says(hole);
    await resident.does(unfollow);
  }
  await follower.does({ ...follow, isUnblocked: true });
  await writer.says('道路の穴がまた開いて危ないです');
  await follower.does({ ...follow, isUnblocked: true });
  const [followed, written] = [await follower.matter(), await writer.matter()];
  expect(await room.events(followed)).toEqual(['opened', 'blocked', 'unblocked']);
  expect(await room.events(written)).toEqual(['opened', 'blocked', 'unblocked', 'message']);
});

test('nothing is sent to a resident who blocked the city, and it is said why', async () => {
  const clerk = await room.clerk('clerk', 'road');
  const resident = room.resident();
  await resident.says(hole);
  await query(room.url, `update outbox set state = 'settled'`);
  await resident.does(unfollow);
  room.nudges.splice(0);
  await room.answer(clerk, await resident.matter());
  expect(await isTold()).toBe(false);
  const fates = `select d.state, d.reason from delivery d join account a on a.id = d.account_id
    where a.external_id = $1 and d.reason is not null`;
  expect(await query(room.url, fates, [resident.address])).toEqual([
    { state: 'refused', reason: 'recipient-gone' },
  ]);
});

test('whoever comes back is reached again', async () => {
  const resident = room.resident();
  await resident.does(unfollow);
  await query(room.url, `update outbox set state = 'settled'`);
  room.nudges.splice(0);
  await resident.does({ ...follow, isUnblocked: true });
  expect((await accountOf(resident)).state).toBe('active');
  expect(await isTold()).toBe(true);
});

test('whoever writes or touches a button is here again, though the news of it has not come', async () => {
  const [writer, toucher] = [room.resident(), room.resident()];
  await writer.says(hole);
  await writer.does(unfollow);
  await writer.says('道路の穴がまた開いて危ないです');
  expect((await accountOf(writer)).state).toBe('active');
  await toucher.does(unfollow);
  await toucher.does({ kind: 'postback', data: 'about', replyToken: null });
  expect((await accountOf(toucher)).state).toBe('active');
});

test('a late word of blocking or unblocking does not undo what is known since', async () => {
  const resident = room.resident();
  const before = room.clock.now();
  room.clock.pass({ minutes: 1 });
  await resident.says(hole);
  await resident.does(unfollow, before);
  expect((await accountOf(resident)).state).toBe('active');
  expect(await room.events(await resident.matter())).toEqual(['opened']);

  await resident.does(follow);
  await resident.does(unfollow, before);
  expect((await accountOf(resident)).state).toBe('active');

  const between = room.clock.now();
  await resident.does(unfollow);
  await resident.does(follow, between);
  await resident.says('道路の穴がまた開いて危ないです', { at: between });
  expect((await accountOf(resident)).state).toBe('blocked');
});

test('the name of a resident is asked for once a month', async () => {
  const resident = room.resident();
  const asked = () => room.nudges.filter(({ name }) => name === 'profile.fetch').length;
  room.nudges.splice(0);
  await resident.says(hole);
  expect(asked()).toBe(1);
  const { id } = await accountOf(resident);
  await ask(resident, { displayName: '久留米 花子' });
  expect((await accountOf(resident)).name).toBe('久留米 花子');
  await resident.says('道路の穴がまた開いて危ないです');
  expect(asked()).toBe(1);
  room.clock.pass({ days: 30, seconds: 1 });
  await resident.says('道路の穴がまた開いて危ないです');
  expect(room.nudges.at(-1)).toEqual({ name: 'profile.fetch', data: { accountId: id } });
});

test('two workers at once ask for a name once', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const calls = await Promise.all([ask(resident, null), ask(resident, null)]);
  expect(calls.flat()).toEqual([resident.address]);
});

test.each<Fault>([
  { kind: 'gone' },
  { kind: 'recipient-gone' },
  { kind: 'unavailable' },
  { kind: 'unauthorised' },
])('a name that cannot be had ($kind) hinders nothing', async (fault) => {
  const resident = room.resident();
  await resident.says(hole);
  await ask(resident, new ChannelFaultError(fault, { requestId: null }));
  expect((await accountOf(resident)).name).toBeNull();
  await resident.says('道路の穴がまた開いて危ないです');
  expect((await resident.messages()).filter(({ author }) => author === 'resident')).toHaveLength(2);
});

test('a name that could not be had for the moment is asked for again after an hour, not after a month', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await ask(resident, new ChannelFaultError({ kind: 'throttled', retryAfterMs: 1_000 }, { requestId: null }));
  expect(await ask(resident, { displayName: '花子' })).toEqual([]);
  room.clock.pass({ hours: 1, seconds: 1 });
  expect(await ask(resident, { displayName: '花子' })).toEqual([resident.address]);
  expect((await accountOf(resident)).name).toBe('花子');
});

/** Runs the job that asks for the name; returns whom the platform was asked about. */
async function ask(
  resident: Resident,
  answer: { readonly displayName: string } | null | ChannelFaultError,
): Promise<readonly string[]> {
  const asked: string[] = [];
  const channel: Channel = {
    name: 'line',
    limits: lineLimits,
    intake: { kind: 'webhook', receive: () => ({ kind: 'malformed' }) },
    send: () => Promise.reject(new Error('nothing is sent here')),
    showWorking: () => Promise.reject(new Error('nothing is shown here')),
    fetchMedia: () => Promise.reject(new Error('nothing is fetched here')),
    fetchProfile: (externalId) => {
      asked.push(externalId);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const { id } = await accountOf(resident);
  await fetchProfile(room.context, new Map([['line', channel]]), id, AbortSignal.timeout(5_000));
  return asked;
}
