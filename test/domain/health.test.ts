import { expect, test } from 'vitest';
import { judgeHealth, type Health, type HealthLevel } from '#src/domain/health';
import type { DeliveryReason } from '#src/domain/sending';
import type { ProcessSign, ServiceFacts, WebhookCount } from '#src/domain/health-facts';

const now = new Date('2026-05-12T03:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const nothing = { count: 0, oldestAt: null };
const gigabytes = (count: number): number => count * 1_000_000_000;

const sign = (change: Partial<ProcessSign>): ProcessSign => ({
  id: 'a',
  role: 'all',
  host: 'machine-1',
  pid: 1,
  version: '1.0.0',
  queue: 'redis',
  queueTroubleAt: null,
  startedAt: ago(9_000),
  seenAt: ago(5),
  ...change,
});

const well: ServiceFacts = {
  load: {
    sort: nothing,
    send: nothing,
    fetch: nothing,
    setAside: 0,
    databaseBytes: 1,
    backupTakenAt: ago(3_600),
  },
  processes: [sign({})],
  failedSends: [],
  webhooks: [],
  disk: { freeBytes: gigabytes(100), totalBytes: gigabytes(200) },
};

const judge = (change: Partial<ServiceFacts>): Health => judgeHealth({ ...well, ...change }, now);
const load = (change: Partial<ServiceFacts['load']>): Partial<ServiceFacts> => ({
  load: { ...well.load, ...change },
});

test('a service that is well is good in every part', () => {
  expect(new Set(Object.values(judge({})))).toEqual(new Set(['good']));
});

const waits: readonly (readonly ['sort' | 'send' | 'fetch', number, HealthLevel])[] = [
  ['sort', 20, 'good'],
  ['sort', 40, 'watch'],
  ['sort', 150, 'act'],
  ['send', 100, 'good'],
  ['send', 300, 'watch'],
  ['send', 1_000, 'act'],
  ['fetch', 200, 'good'],
  ['fetch', 600, 'watch'],
  ['fetch', 4_000, 'act'],
];
test.each(waits)('work to %s that has waited %i seconds is %s', (work, seconds, level) => {
  const judged = judge(load({ [work]: { count: 1, oldestAt: ago(seconds) } }));
  expect([judged[work], judged.overall]).toEqual([level, level]);
});

const teams: readonly (readonly [string, readonly ProcessSign[], HealthLevel])[] = [
  ['a web alone', [sign({ role: 'web' })], 'act'],
  [
    'a web, and a worker that died',
    [sign({ role: 'web' }), sign({ role: 'worker', seenAt: ago(60) })],
    'act',
  ],
  [
    'a web and two workers, one of which died',
    [sign({ role: 'web' }), sign({ role: 'worker' }), sign({ role: 'worker', seenAt: ago(60) })],
    'watch',
  ],
  ['a web and a worker', [sign({ role: 'web' }), sign({ role: 'worker' })], 'good'],
];
test.each(teams)('with %s the programs are judged by whether anybody works', (_who, processes, level) => {
  expect(judge({ processes }).processes).toBe(level);
});

test('a queue that a living program cannot reach is to be mended, and one that a dead one could not is not', () => {
  expect(judge({ processes: [sign({ queueTroubleAt: ago(10) })] }).queue).toBe('act');
  expect(judge({ processes: [sign({ queueTroubleAt: ago(300) })] }).queue).toBe('good');
  expect(judge({ processes: [sign({}), sign({ seenAt: ago(60), queueTroubleAt: ago(60) })] }).queue).toBe(
    'good',
  );
});

const reasons: readonly (readonly [DeliveryReason, HealthLevel])[] = [
  ['recipient-gone', 'good'],
  ['refused', 'watch'],
  ['no-answer-from-platform', 'watch'],
  ['gave-up', 'watch'],
  ['quota-spent', 'act'],
  ['unauthorised', 'act'],
];
test.each(reasons)('a send that failed today for %s is %s, and one of last week is past', (reason, level) => {
  const failed = { state: 'refused', reason, month: 3 } as const;
  expect(judge({ failedSends: [{ ...failed, day: 1 }] }).failedSends).toBe(level);
  expect(judge({ failedSends: [{ ...failed, day: 0 }] }).failedSends).toBe('good');
});

test('one event set aside is a resident who hears nothing', () => {
  expect(judge(load({ setAside: 1 })).setAside).toBe('act');
});

const calls = (outcome: WebhookCount['outcome'], day: number, secondsAgo: number): WebhookCount => ({
  channel: 'line',
  outcome,
  day,
  lastAt: ago(secondsAgo),
});
const heard: readonly (readonly [string, readonly WebhookCount[], HealthLevel])[] = [
  ['nothing but good calls', [calls('accepted', 900, 5)], 'good'],
  ['a stranger among good calls', [calls('accepted', 900, 5), calls('bad-signature', 50, 60)], 'watch'],
  ['refusals since the last good call', [calls('accepted', 900, 600), calls('bad-signature', 3, 60)], 'act'],
  ['refusals and never a good call', [calls('bad-signature', 3, 60)], 'act'],
  ['two refusals', [calls('bad-signature', 2, 60)], 'watch'],
  ['refusals of last week', [calls('bad-signature', 0, 600_000)], 'good'],
  ['one that was not kept just now', [calls('accepted', 9, 5), calls('failed', 1, 60)], 'act'],
  ['one that was not kept hours ago', [calls('accepted', 9, 5), calls('failed', 1, 9_000)], 'watch'],
];
test.each(heard)('of webhooks with %s', (_what, webhooks, level) => {
  expect(judge({ webhooks }).webhooks).toBe(level);
});

test('a disk is judged by its free share, and a large one by what is free at all', () => {
  const free = (freeBytes: number, totalBytes: number) => judge({ disk: { freeBytes, totalBytes } }).disk;
  expect(free(gigabytes(3), gigabytes(20))).toBe('good');
  expect(free(gigabytes(1.5), gigabytes(20))).toBe('watch');
  expect(free(gigabytes(0.5), gigabytes(20))).toBe('act');
  expect(free(gigabytes(20), gigabytes(1_000))).toBe('good');
  expect(free(gigabytes(0.9), gigabytes(1_000))).toBe('act');
  expect(judge({ disk: null }).disk).toBe('watch');
});

test('a backup of last night is well, one missed night is seen, and a week without is not to be borne', () => {
  const level = (backupTakenAt: Date | null) => judge(load({ backupTakenAt })).backup;
  const hour = 3_600;
  expect([level(ago(25 * hour)), level(ago(30 * hour)), level(ago(170 * hour)), level(null)]).toEqual([
    'good',
    'watch',
    'act',
    'watch',
  ]);
});
