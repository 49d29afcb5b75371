import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, openPremises, type Premises } from '#test/support/office';
import { saidTo } from '#test/support/town';
import { callsTo, openCorrespondence, type Correspondence } from './correspondence.ts';

let premises: Premises;
let mail: Correspondence;

beforeAll(async () => {
  premises = await openPremises();
  mail = await openCorrespondence(premises);
}, 60_000);
afterAll(() => premises.close());

test('an answer that LINE has no room for waits, and then goes out once', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  office.line.faults.plan({ kind: 'rate-limited' }, { endpoint: 'push' });
  await office.work();
  expect((await mail.fatesOf(userId))[1]?.state).toBe('queued');
  expect(saidTo(office.line, userId)).toHaveLength(1);
  await office.pass({ seconds: 2 });
  expect((await mail.fatesOf(userId))[1]).toMatchObject({ state: 'accepted', tries: 2 });
  expect(saidTo(office.line, userId)).toHaveLength(2);
});

test.for([
  ['an answer of 500', { kind: 'server-error' }, [500, 200]],
  ['a line that breaks after accepting', { kind: 'drop-after-accepting' }, [200, 409]],
  ['half an answer', { kind: 'half-a-body' }, [200, 409]],
] as const)('after %s the same push goes out again with the same key', async ([, fault, statuses]) => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  office.line.faults.plan(fault, { endpoint: 'push' });
  await office.work();
  await office.pass({ seconds: 2 });
  expect((await mail.fatesOf(userId))[1]).toMatchObject({ state: 'accepted', tries: 2 });
  expect(saidTo(office.line, userId)).toHaveLength(2);
  const calls = callsTo(office, 'push');
  expect(calls.map(({ status }) => status)).toEqual(statuses);
  expect(new Set(calls.map(({ retryKey }) => retryKey)).size).toBe(1);
});

test.for(['drop-after-accepting', 'half-a-body'] as const)(
  'a receipt whose answer was lost (%s) is accepted when its token turns out to be used, and never comes twice',
  async (kind) => {
    const office = await openOffice(premises);
    const userId = await mail.write(office);
    office.line.faults.plan({ kind }, { endpoint: 'reply' });
    await office.work();
    expect((await mail.fatesOf(userId))[0]?.state).toBe('queued');
    await office.pass({ seconds: 2 });
    await office.pass({ seconds: 120 });
    expect(await mail.fatesOf(userId)).toMatchObject([{ state: 'accepted', tries: 2 }]);
    expect(saidTo(office.line, userId)).toHaveLength(1);
    expect(callsTo(office, 'push')).toEqual([]);
  },
);

test('a receipt that met an error of 500 goes out by the same token', async () => {
  const office = await openOffice(premises);
  const userId = await mail.write(office);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'reply' });
  await office.work();
  await office.pass({ seconds: 2 });
  expect(await mail.fatesOf(userId)).toMatchObject([{ state: 'accepted', tries: 2 }]);
  expect(saidTo(office.line, userId)).toHaveLength(1);
});

test.for(['reply', 'push'] as const)(
  'a %s that is answered too late reaches the resident once',
  async (endpoint) => {
    const office = await openOffice(premises);
    const userId = endpoint === 'reply' ? await mail.write(office) : await mail.answer(office);
    office.line.faults.plan({ kind: 'answer-late', delayMs: 600_000 }, { endpoint });
    await office.work(1_000);
    await office.pass({ seconds: 2 });
    expect((await mail.fatesOf(userId)).at(-1)).toMatchObject({ state: 'accepted', tries: 2 });
    expect(saidTo(office.line, userId)).toHaveLength(endpoint === 'reply' ? 1 : 2);
  },
);

test('a resident who blocked the city is not tried', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  await office.line.block(userId);
  office.loseJobs();
  await office.pass({ seconds: 6 });
  await office.pass({ seconds: 6 });
  expect((await mail.fatesOf(userId))[1]).toMatchObject({
    state: 'refused',
    reason: 'recipient-gone',
    tries: 0,
  });
  expect(callsTo(office, 'push')).toEqual([]);
});
