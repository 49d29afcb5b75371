import { expect, test } from 'vitest';
import { readLaidDown, sayPlan } from '#src/web/inbox/composer/laid-down';

const upload = { id: 'x', kind: 'file', fileName: '図.pdf', bytes: 9, previewUrl: null, laidAt: 1_000 };
const hourMs = 60 * 60_000;

test('what lies beside an answer outlives a reload, but not the day that the city keeps it', () => {
  const stored = JSON.stringify([upload]);
  expect(readLaidDown(stored, 1_000 + 22 * hourMs)).toEqual([upload]);
  expect(readLaidDown(stored, 1_000 + 24 * hourMs)).toEqual([]);
});

test.each([null, '', 'nothing', '{}', 'null', '[1, null, {"id": 1}]'])('a memory of %j is none', (stored) =>
  expect(readLaidDown(stored, 1_000)).toEqual([]),
);

test.each([
  [1, 1, 1, '文1通・写真1枚・ファイル1件を送ります（5通まで）'],
  [0, 2, 0, '写真2枚を送ります（5通まで）'],
  [3, 3, 0, '一度に送れるのは5通までです（今は6通：文3通・写真3枚）。減らしてください'],
])('of %i texts, %i pictures and %i files the clerk reads 「%s」', (texts, pictures, files, words) => {
  expect(sayPlan(texts, pictures, files, 5)).toBe(words);
});
