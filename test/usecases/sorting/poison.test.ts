import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { InboundEventId } from '#src/domain/ids';
import type { Log } from '#src/ports/system';
import type { Reader } from '#src/usecases/read-message';
import { holdsForMs, sortMessage, type SortMessage } from '#src/usecases/sort-message';
import { query } from '#test/support/query';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { wordlessReader } from '#test/support/wordless-reader';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const poison = '読むと倒れる言葉';
const text = (words: string) => ({ kind: 'text', text: words }) as const;

/** A worker of its own whose reader meets the poison so. */
const workerThat = (meets: () => Promise<never>, lines: string[] = []): SortMessage => {
  const reader: Reader = {
    read: (content) =>
      content.kind === 'text' && content.text === poison ? meets() : wordlessReader.read(content),
  };
  const tell = (message: string, fields = {}): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { info: tell, warn: tell, error: tell };
  return sortMessage({ ...room.context }, reader, log);
};

/** What a worker that is killed leaves: it took the job and never came back. */
const dies = (): Promise<never> => new Promise(() => undefined);
const fails = (): Promise<never> => Promise.reject(new RangeError(poison));

const stateOf = async (id: InboundEventId | undefined) =>
  (await query(room.url, 'select state, tries, fault from inbound_event where id = $1', [id]))[0];

/** Two residents write at once; the first of them writes poison, and then something good. */
const poisonAndOthers = async () => {
  const [ill, well] = [room.resident(), room.resident()];
  const told = [
    ill.telling(ill.messageOf(text(poison))),
    ill.telling(ill.messageOf(text('道路に穴があります'))),
  ];
  await room.accept([...told, well.telling(well.messageOf(text('公園の遊具が壊れています')))]);
  const [first, second, others] = room.takeWaiting();
  if (first === undefined || second === undefined || others === undefined) throw new Error('three jobs');
  return { ill, well, ids: [first, second, others], first };
};

const ask = (sort: SortMessage, ids: readonly InboundEventId[]) =>
  Promise.allSettled(ids.map((inboundEventId) => sort({ inboundEventId })));
const letClaimsLapse = () => room.clock.pass({ seconds: holdsForMs / 1_000 + 1 });

test('an event that fails whatever is tried is set aside after three tries, and everybody else is served', async () => {
  const { ill, well, ids, first } = await poisonAndOthers();
  const lines: string[] = [];
  const sort = workerThat(fails, lines);
  const [, , others] = await ask(sort, ids);
  expect(others?.status).toBe('fulfilled');
  await well.matter();
  for (let time = 0; time < 4; time += 1) await ask(sort, ids);
  expect(await stateOf(first)).toEqual({ state: 'set-aside', tries: 4, fault: 'RangeError' });
  expect(
    (await ill.messages()).filter(({ author }) => author === 'resident').map((said) => said.text),
  ).toEqual(['道路に穴があります']);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('RangeError');
  expect(lines.join()).not.toContain(poison);
});

test('an event that brings workers down is set aside after three of them died with it alone in hand', async () => {
  const { ill, well, ids, first } = await poisonAndOthers();
  // With the first worker everybody in its hands waits; the next take up one by one what was tried before.
  for (let dead = 0; dead < 4; dead += 1) {
    void ask(workerThat(dies), dead === 0 ? ids : [first]);
    await until(async () => expect(await stateOf(first)).toMatchObject({ tries: dead + 1 }));
    expect(await ask(workerThat(dies), [first])).toEqual([
      { status: 'fulfilled', value: expect.any(Number) },
    ]);
    letClaimsLapse();
  }
  const last = workerThat(dies);
  expect((await ask(last, ids)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  expect(await stateOf(first)).toEqual({ state: 'set-aside', tries: 5, fault: null });
  await well.matter();
  expect((await ill.messages()).map(({ text: said }) => said)).toContain('道路に穴があります');
});

test('what another worker has in hand is left to it, and asked for again soon', async () => {
  const resident = room.resident();
  await room.accept([resident.telling(resident.messageOf(text(poison)))]);
  const [id] = room.takeWaiting();
  if (id === undefined) throw new Error('a job was expected');
  void workerThat(dies)({ inboundEventId: id });
  await until(async () => expect(await stateOf(id)).toMatchObject({ tries: 1 }));
  expect(await room.sort({ inboundEventId: id })).toBeGreaterThan(0);
  expect(await resident.matters()).toEqual([]);
  letClaimsLapse();
  expect(await room.sort({ inboundEventId: id })).toBeNull();
  await resident.matter();
  expect(await stateOf(id)).toMatchObject({ state: 'done' });
});

test('an event that this release cannot read is set aside, and its thread goes on', async () => {
  const { ill, ids, first } = await poisonAndOthers();
  await query(room.url, `update inbound_event set body = '{"kind": "of tomorrow"}' where id = $1`, [first]);
  const sort = workerThat(fails);
  for (let time = 0; time < 5; time += 1) await ask(sort, ids);
  expect(await stateOf(first)).toMatchObject({ state: 'set-aside', fault: 'UnreadableEventError' });
  await ill.matter();
});

test('an edit that this release cannot read does not keep its message waiting', async () => {
  const resident = room.resident();
  const message = resident.messageOf(text('街灯が消えています'));
  const content = { kind: 'text', text: '街灯が二つ消えています' } as const;
  await resident.does({
    kind: 'edit',
    messageExternalId: message.messageExternalId,
    content,
    quoteToken: null,
  });
  await query(room.url, `update inbound_event set body = '{"kind": "of tomorrow"}' where kind = 'edit'`);
  await resident.does(message);
  expect((await resident.messages())[0]?.text).toBe('街灯が消えています');
});

const until = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 10_000 });
