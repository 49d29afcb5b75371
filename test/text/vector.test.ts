import { expect, test } from 'vitest';
import type { Features } from '#src/text/features';
import { countDocuments, toVector } from '#src/text/vector';

const words = (...keys: readonly string[]): Features =>
  new Map(keys.map((key) => [key, { kind: 'word', count: 1, words: [key] }]));

const vocabulary = countDocuments([words('道路', '穴'), words('道路', '街灯'), words('道路', '側溝')]);

const weightsOf = (text: Features): ReadonlyMap<string, number> =>
  new Map(toVector(text, vocabulary).map(({ key, value }) => [key, value]));

test('a word that few examples use weighs more than one that all use', () => {
  const weights = weightsOf(words('道路', '穴'));
  expect(weights.get('穴')).toBeGreaterThan(weights.get('道路') ?? 1);
});

test('a word that nobody taught makes the known ones weigh less', () => {
  expect(weightsOf(words('穴')).get('穴')).toBeCloseTo(1);
  expect(weightsOf(words('穴', 'トランペット')).get('穴')).toBeLessThan(0.8);
});

test('a message of unknown words has nothing to go by', () => {
  expect(toVector(words('トランペット'), vocabulary)).toEqual([]);
});
