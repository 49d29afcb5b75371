import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCity } from '#config/city';
import { teachClassifier } from '#src/main/classifier';
import { startTokenizer } from '#src/main/tokenizer';
import type { Tokenizer } from '#src/ports/tokenizer';
import { isSure, trainClassifier, type Classification, type Classifier } from '#src/text/classifier';
import { features } from '#src/text/features';
import { normalise } from '#src/text/normalise';

let tokenizer: Tokenizer;
let classifier: Classifier;
beforeAll(async () => {
  tokenizer = await startTokenizer();
  classifier = await teachClassifier(loadCity('config/city'), tokenizer);
});
afterAll(() => tokenizer.close());

const classify = async (text: string): Promise<Classification> =>
  classifier.classify(features(await tokenizer.tokenize(normalise(text))));

test.each([
  ['うちの前の道に穴があいていてあぶないです', 'road-damage'],
  ['ゴミの収集日を教えてください', 'garbage-day'],
  ['街灯が消えていて暗いです', 'street-light'],
  ['公園のすべり台がこわれています', 'park'],
  ['国保の保険料が払えない😭😭助けて', 'health-insurance'],
  ['ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞの受け取りについて', 'my-number'],
  ['野良猫が増えて困っています', 'animals'],
])('「%s」 goes to its department without asking', async (text, category) => {
  const result = await classify(text);
  expect(result.candidates[0]?.categoryId).toBe(category);
  expect(isSure(result)).toBe(true);
});

test.each([
  'こんにちは',
  'あ',
  '',
  '😀😀',
  'お世話になっております',
  'ここです',
  '12345',
  'カレーの作り方',
  'asdfgh',
  '車',
  '写真を送ります',
])('a person at the sorting desk looks at 「%s」 first', async (text) => {
  const result = await classify(text);
  expect(result.confidence).toBe('low');
  expect(isSure(result)).toBe(false);
});

test('the words that decided are told as the resident wrote them, the strongest first', async () => {
  const { reasons } = await classify('国民健康保険のほけん料が払えません');
  expect(reasons[0]?.word).toBe('国民健康保険');
  expect(reasons.map(({ weight }) => weight)).toEqual(
    reasons.map(({ weight }) => weight).toSorted((a, b) => b - a),
  );
  for (const { word } of reasons) expect('国民健康保険のほけん料が払えません').toContain(word);
});

test('a message that the city taught nothing about has no reasons', async () => {
  expect((await classify('こんにちは')).reasons).toEqual([]);
});

test('all categories are candidates and their probabilities add up to one', async () => {
  const { candidates } = await classify('道路の穴');
  expect(candidates).toHaveLength(60);
  expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
});

test('two categories of one department that are near each other make the department sure', async () => {
  const { candidates, departmentProbability } = await classify('ごみを捨てたい');
  expect(departmentProbability).toBeGreaterThan(candidates[0]?.probability ?? 1);
});

test('in a city of one department a greeting still goes to the sorting desk', async () => {
  const { categories, ...city } = loadCity('config/city');
  const roads = categories.filter(({ departmentId }) => departmentId === categories[0]?.departmentId);
  const small = await teachClassifier({ ...city, categories: roads }, tokenizer);
  expect(small.classify(features(await tokenizer.tokenize('こんにちは'))).confidence).toBe('low');
});

test('a city that taught nothing is sure of nothing', () => {
  expect(trainClassifier([]).classify(new Map())).toEqual({
    candidates: [],
    reasons: [],
    departmentProbability: 0,
    confidence: 'low',
  });
});
