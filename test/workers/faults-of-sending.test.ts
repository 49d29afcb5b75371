import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  isInboundEventId,
  isMatterId,
  isMessageId,
  isOutboxId,
  isStaffId,
  type MatterId,
  type StaffId,
} from '#src/domain/ids';
import { systemClock, systemIds } from '#src/main/system';
import { channelsFrom } from '#adapters/index';
import { beginSend } from '#src/usecases/begin-send';
import { firstAdministrator } from '#src/usecases/first-administrator';
import { reply } from '#src/usecases/reply';
import { retrySend } from '#src/usecases/retry';
import type { ApiEntry, Endpoint } from '#test/emulators/line/contract';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { plainPasswords } from '#test/support/plain-passwords';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';

let premises: Premises;
let clerk: StaffId;

beforeAll(async () => {
  premises = await openPremises();
  const { store } = premises.database;
  const door = { store, clock: systemClock, ids: systemIds, passwords: plainPasswords };
  await firstAdministrator(door, { email: 'a@city.example', name: '係' });
  const [row] = await query(premises.database.url, 'select id from staff');
  const id = String(row?.['id']);
  if (!isStaffId(id)) throw new Error('nobody works here');
  clerk = id;
}, 60_000);
afterAll(() => premises.close());

const pothole = '家の前の道路に大きな穴が開いていて危ないです';

/** A new resident's first message, kept and not yet worked on. */
const write = async ({ line }: Office): Promise<string> => {
  const { userId } = line.addResident(`住民 ${randomUUID()}`);
  expect((await line.sendText(userId, pothole)).outcome).toEqual({ kind: 'answered', status: 200 });
  return userId;
};

interface Fate {
  readonly state: string;
  readonly reason: string | null;
  readonly tries: number;
  readonly messageId: string;
  readonly matterId: string;
  readonly outboxId: string;
}

/** What became of everything the city sent to this resident, oldest first. */
const fatesOf = async (userId: string): Promise<readonly Fate[]> => {
  const rows = await query(
    premises.database.url,
    `select d.state, d.reason, o.tries, m.message_id, o.matter_id, o.id
       from outbox o join delivery d on d.outbox_id = o.id join thread t on t.id = o.thread_id
       join outbox_message m on m.outbox_id = o.id and m.position = 0
      where t.address = $1 order by o.created_at, o.id`,
    [userId],
  );
  return rows.map((row) => ({
    state: String(row['state']),
    reason: row['reason'] === null ? null : String(row['reason']),
    tries: Number(row['tries']),
    messageId: String(row['message_id']),
    matterId: String(row['matter_id']),
    outboxId: String(row['id']),
  }));
};

const callsTo = ({ line }: Office, endpoint: Endpoint): readonly ApiEntry[] =>
  line
    .journal()
    .filter((entry) => entry.kind === 'api')
    .filter((entry) => entry.endpoint === endpoint);

const matterOf = async (userId: string): Promise<MatterId> => {
  const matterId = (await fatesOf(userId))[0]?.matterId ?? '';
  if (!isMatterId(matterId)) throw new Error('no matter');
  return matterId;
};

/** A resident who wrote, got the receipt, and is now answered by staff; the answer waits to be sent. */
const answer = async (office: Office): Promise<string> => {
  const userId = await write(office);
  await office.work();
  expect(saidTo(office.line, userId)).toHaveLength(1);
  const messageId = randomUUID();
  if (!isMessageId(messageId)) throw new Error('no id');
  const order = { staffId: clerk, matterId: await matterOf(userId), messageId };
  const outcome = await reply(office.context, {
    ...order,
    text: '本日、現地を確認します。',
    asksBack: false,
    revision: 1,
    overStale: true,
  });
  expect(outcome.kind).toBe('done');
  return userId;
};

const retryByHand = async (office: Office, fate: Fate | undefined): Promise<void> => {
  const messageId = fate?.messageId ?? '';
  if (!isMessageId(messageId)) throw new Error('no message');
  expect((await retrySend(office.context, { staffId: clerk, messageId })).kind).toBe('done');
  await office.work();
};

test('an answer that LINE has no room for waits, and then goes out once', async () => {
  const office = await openOffice(premises);
  const userId = await answer(office);
  office.line.faults.plan({ kind: 'rate-limited' }, { endpoint: 'push' });
  await office.work();
  expect((await fatesOf(userId))[1]?.state).toBe('queued');
  expect(saidTo(office.line, userId)).toHaveLength(1);
  await office.pass({ seconds: 2 });
  expect((await fatesOf(userId))[1]).toMatchObject({ state: 'accepted', tries: 2 });
  expect(saidTo(office.line, userId)).toHaveLength(2);
});

test('when the month’s messages are spent nothing is tried again until staff try by hand', async () => {
  const office = await openOffice(premises);
  const userId = await answer(office);
  office.line.faults.plan({ kind: 'monthly-limit' }, { endpoint: 'push' });
  await office.work();
  await office.pass({ seconds: 600 });
  expect((await fatesOf(userId))[1]).toMatchObject({ state: 'refused', reason: 'quota-spent', tries: 1 });
  await retryByHand(office, (await fatesOf(userId))[1]);
  expect((await fatesOf(userId))[1]).toMatchObject({ state: 'accepted', reason: null });
  expect(saidTo(office.line, userId)).toHaveLength(2);
});

test.for([
  ['an answer of 500', { kind: 'server-error' }, [500, 200]],
  ['a line that breaks after accepting', { kind: 'drop-after-accepting' }, [200, 409]],
  ['half an answer', { kind: 'half-a-body' }, [200, 409]],
] as const)('after %s the same push goes out again with the same key', async ([, fault, statuses]) => {
  const office = await openOffice(premises);
  const userId = await answer(office);
  office.line.faults.plan(fault, { endpoint: 'push' });
  await office.work();
  await office.pass({ seconds: 2 });
  expect((await fatesOf(userId))[1]).toMatchObject({ state: 'accepted', tries: 2 });
  expect(saidTo(office.line, userId)).toHaveLength(2);
  const calls = callsTo(office, 'push');
  expect(calls.map(({ status }) => status)).toEqual(statuses);
  expect(new Set(calls.map(({ retryKey }) => retryKey)).size).toBe(1);
});

test.for(['drop-after-accepting', 'half-a-body'] as const)(
  'a receipt whose answer was lost (%s) is accepted when its token turns out to be used, and never comes twice',
  async (kind) => {
    const office = await openOffice(premises);
    const userId = await write(office);
    office.line.faults.plan({ kind }, { endpoint: 'reply' });
    await office.work();
    expect((await fatesOf(userId))[0]?.state).toBe('queued');
    await office.pass({ seconds: 2 });
    await office.pass({ seconds: 120 });
    expect(await fatesOf(userId)).toMatchObject([{ state: 'accepted', tries: 2 }]);
    expect(saidTo(office.line, userId)).toHaveLength(1);
    expect(callsTo(office, 'push')).toEqual([]);
  },
);

test('a receipt that met an error of 500 goes out by the same token', async () => {
  const office = await openOffice(premises);
  const userId = await write(office);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'reply' });
  await office.work();
  await office.pass({ seconds: 2 });
  expect(await fatesOf(userId)).toMatchObject([{ state: 'accepted', tries: 2 }]);
  expect(saidTo(office.line, userId)).toHaveLength(1);
});

test.for(['reply', 'push'] as const)(
  'a %s that is answered too late reaches the resident once',
  async (endpoint) => {
    const office = await openOffice(premises);
    const userId = endpoint === 'reply' ? await write(office) : await answer(office);
    office.line.faults.plan({ kind: 'answer-late', delayMs: 600_000 }, { endpoint });
    await office.work(1_000);
    await office.pass({ seconds: 2 });
    expect((await fatesOf(userId)).at(-1)).toMatchObject({ state: 'accepted', tries: 2 });
    expect(saidTo(office.line, userId)).toHaveLength(endpoint === 'reply' ? 1 : 2);
  },
);

test('while LINE cannot be reached a receipt waits; when its token is dead it is pushed, once', async () => {
  const office = await openOffice(premises);
  const userId = await write(office);
  await office.wire.cut();
  await office.work();
  await office.pass({ seconds: 20 });
  await office.pass({ seconds: 45 });
  expect(saidTo(office.line, userId)).toEqual([]);
  await office.wire.mend();
  await office.pass({ seconds: 120 });
  expect(await fatesOf(userId)).toMatchObject([{ state: 'accepted' }]);
  expect(saidTo(office.line, userId)).toHaveLength(1);
  expect(callsTo(office, 'reply')).toEqual([]);
  expect(callsTo(office, 'push').map(({ retryKey }) => retryKey)).toEqual([
    (await fatesOf(userId))[0]?.outboxId,
  ]);
});

test('while LINE cannot be reached an answer waits; then it is pushed, once', async () => {
  const office = await openOffice(premises);
  const userId = await answer(office);
  await office.wire.cut();
  await office.work();
  for (const seconds of [2, 60, 600]) await office.pass({ seconds });
  expect((await fatesOf(userId))[1]?.state).toBe('queued');
  await office.wire.mend();
  await office.pass({ seconds: 600 });
  expect((await fatesOf(userId))[1]?.state).toBe('accepted');
  expect(saidTo(office.line, userId)).toHaveLength(2);
});

test('a wrong access token is told as such, and nothing is tried again', async () => {
  const office = await openOffice(premises, { accessToken: 'of another account' });
  const userId = await write(office);
  await office.work();
  await office.pass({ seconds: 600 });
  expect(await fatesOf(userId)).toMatchObject([{ state: 'refused', reason: 'unauthorised', tries: 1 }]);
});

test('a resident who blocked the city is not tried', async () => {
  const office = await openOffice(premises);
  const userId = await answer(office);
  await office.line.block(userId);
  office.loseJobs();
  await office.pass({ seconds: 6 });
  await office.pass({ seconds: 6 });
  expect((await fatesOf(userId))[1]).toMatchObject({ state: 'refused', reason: 'recipient-gone', tries: 0 });
  expect(callsTo(office, 'push')).toEqual([]);
});

test.for(['reply', 'push'] as const)(
  'a worker that died between the %s and its record leaves a call that is made again, and seen once',
  async (endpoint) => {
    const office = await openOffice(premises);
    const userId = endpoint === 'reply' ? await write(office) : await answer(office);
    if (endpoint === 'reply') {
      const [event] = await query(premises.database.url, 'select id from inbound_event where address = $1', [
        userId,
      ]);
      const inboundEventId = String(event?.['id']);
      if (!isInboundEventId(inboundEventId)) throw new Error('nothing came in');
      await office.handlers['message.sort']({ inboundEventId }, new AbortController().signal);
    }
    office.loseJobs();
    const outboxId = (await fatesOf(userId)).at(-1)?.outboxId ?? '';
    if (!isOutboxId(outboxId)) throw new Error('nothing to send');
    const begun = await beginSend(office.context, outboxId);
    if (begun.kind !== 'send') throw new Error(begun.kind);
    const api = { apiBaseUrl: office.line.url, dataApiBaseUrl: office.line.url };
    const [channel] = channelsFrom({ line: { channelSecret: 's', channelAccessToken: 'token', ...api } });
    await channel?.send(begun.outbound, new AbortController().signal);

    await office.pass({ seconds: 10 });
    expect((await fatesOf(userId)).at(-1)?.state).toBe('sending');
    await office.pass({ seconds: 15 });
    expect((await fatesOf(userId)).at(-1)).toMatchObject({ state: 'accepted', tries: 2 });
    expect(saidTo(office.line, userId)).toHaveLength(endpoint === 'reply' ? 1 : 2);
  },
);
