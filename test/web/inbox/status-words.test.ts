import { expect, test } from 'vitest';
import type { ServiceHealth } from '#src/http/contract/health';
import { sayChecks, type CheckId } from '#src/web/inbox/status/status-words';
import type { Speech } from '#src/web/inbox/status/speech';
import { saySize } from '#src/web/shared/size';
import { sayTime } from '#src/web/shared/time';

const at = '2026-05-12T03:00:00.000Z';
const speech: Speech = {
  time: (iso) => sayTime(iso, Date.parse(at)),
  size: saySize,
  channel: () => 'LINE',
  reason: (reason) => reason,
};
const nothing = { level: 'good', count: 0, oldestAt: null } as const;
const well: ServiceHealth = {
  at,
  overall: 'good',
  processes: { level: 'good', hasWorker: true, list: [] },
  queue: { level: 'good', kinds: ['postgres'] },
  sort: nothing,
  send: nothing,
  fetch: nothing,
  failedSends: { level: 'good', list: [] },
  setAside: { level: 'good', count: 0, latest: [] },
  webhooks: { level: 'good', channels: [] },
  disk: { level: 'good', space: { freeBytes: 120e9, totalBytes: 500e9 }, databaseBytes: 12_300_000 },
  backup: { level: 'good', takenAt: '2026-05-11T18:00:00.000Z' },
};

const say = (id: CheckId, change: Partial<ServiceHealth>) => {
  const found = sayChecks({ ...well, ...change }, speech).find((check) => check.id === id);
  if (found === undefined) throw new Error(`nothing is said of ${id}`);
  return found;
};

test('of a service that is well nothing is to be done, and each part says how it is', () => {
  const checks = sayChecks(well, speech);
  expect(checks.map(({ advice }) => advice)).toEqual(checks.map(() => []));
  expect(checks.map(({ facts }) => facts[0])).toEqual([
    '0つ動いています',
    'PostgreSQLを使っています',
    'ありません',
    'ありません',
    'ありません',
    '30日間、ありません',
    'ありません',
    'SNSは使っていません',
    '写真・ファイルの置き場所：空き 120.0 GB（全体 500.0 GB）',
    '最後に取ったのは 今日 3:00',
  ]);
});

test('every part that is not well says what to do, whatever is wrong with it', () => {
  const unwell = Object.fromEntries(
    Object.entries(well).map(([name, part]) => [
      name,
      typeof part === 'object' ? { ...part, level: 'watch' } : part,
    ]),
  );
  const calls = {
    channel: 'line',
    lastAcceptedAt: null,
    accepted: 0,
    badSignature: 1,
    malformed: 0,
    failed: 0,
  } as const;
  const checks = sayChecks(
    {
      ...well,
      ...unwell,
      processes: { level: 'watch', hasWorker: false, list: [] },
      webhooks: { level: 'watch', channels: [calls] },
    },
    speech,
  );
  for (const { id, advice } of checks) expect([id, advice.length > 0]).toEqual([id, true]);
});

test('what waits is told with the age of its oldest', () => {
  const sort = { level: 'act', count: 1_234, oldestAt: '2026-05-12T02:55:00.000Z' } as const;
  expect(say('sort', { sort }).facts).toEqual(['1,234件（いちばん古いものは5分前）']);
});

test('a queue on Redis that is out of reach is mended at Redis, and one in the database there', () => {
  const advice = (kind: 'redis' | 'postgres') =>
    say('queue', { queue: { level: 'act', kinds: [kind] } }).advice.join('');
  expect(advice('redis')).toContain('REDIS_URL');
  expect(advice('postgres')).not.toContain('Redis');
});

test('a platform that refuses the city’s account, and one whose calls we refuse, ask for different secrets', () => {
  const failed = { state: 'refused', reason: 'unauthorised', day: 2, month: 3 } as const;
  const sends = say('failedSends', { failedSends: { level: 'act', list: [failed] } });
  expect(sends.facts).toEqual(['市のアカウントが受け付けられません：24時間に2件、30日間に3件']);
  expect(sends.advice[0]).toContain('アクセストークン');
  const calls = {
    channel: 'line',
    lastAcceptedAt: at,
    accepted: 7,
    badSignature: 4,
    malformed: 0,
    failed: 0,
  } as const;
  const webhooks = say('webhooks', { webhooks: { level: 'act', channels: [calls] } });
  expect(webhooks.facts).toEqual([
    'LINE：最後に届いたのは たった今（24時間に7回）。24時間の異常：署名の誤り 4回',
  ]);
  expect(webhooks.advice[0]).toContain('シークレット');
});
