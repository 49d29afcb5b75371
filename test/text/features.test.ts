import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTokenizer } from '#src/main/tokenizer';
import type { Tokenizer } from '#src/ports/tokenizer';
import { features, type Features } from '#src/text/features';
import { likeness, sameThingFrom } from '#src/text/likeness';
import { normalise } from '#src/text/normalise';

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await startTokenizer();
});
afterAll(() => tokenizer.close());

const read = async (text: string): Promise<Features> => features(await tokenizer.tokenize(normalise(text)));
const words = (found: Features): readonly string[] =>
  [...found].filter(([, { kind }]) => kind === 'word').map(([key]) => key);

test('a text is about its content words, in dictionary form', async () => {
  expect(words(await read('家の前の道路に穴が開いていました'))).toEqual(['道路', '穴', '開く']);
});

test('katakana, hiragana and half width make no difference', async () => {
  expect(words(await read('ゴミ'))).toEqual(words(await read('ごみ')));
  expect(words(await read('ｺﾞﾐ'))).toEqual(words(await read('ごみ')));
});

test('greetings and numbers are about nothing', async () => {
  expect((await read('こんにちは。よろしくお願いします。12345')).size).toBe(0);
});

test('nouns that stand together are shown as one word', async () => {
  const found = await read('国民健康保険に入りたい');
  expect(found.get('健康')?.words).toEqual(['国民健康保険']);
});

test('parts of a word make 下水管 and 下水道 alike, although the words differ', async () => {
  const [pipe, sewer] = [await read('下水管'), await read('下水道')];
  expect(likeness(pipe, sewer)).toBeGreaterThan(0);
});

test.each([
  ['家の前の道路に大きな穴が開いていて危ないです', '道路の穴、まだ直っていません'],
  ['公園のブランコが壊れています', '昨日のブランコの件です。まだ公園で壊れたままです'],
  ['街灯が切れて夜まっくらで怖いです', '街灯がまた切れました'],
  ['保育園の申し込みはいつからですか', '保育園の申し込みに必要な書類も教えてください'],
])('「%s」 and 「%s」 are about the same thing', async (first, later) => {
  expect(likeness(await read(first), await read(later))).toBeGreaterThanOrEqual(sameThingFrom);
});

test.each([
  ['家の前の道路に大きな穴が開いていて危ないです', 'ごみの収集日を教えてください'],
  ['家の前の道路に大きな穴が開いていて危ないです', '家の前の道路の街灯が消えています'],
  ['公園のブランコが壊れています', '公園の木の枝が電線にかかっています'],
  ['街灯が切れて夜まっくらで怖いです', '住民票を取りたい'],
  ['保育園の申し込みはいつからですか', '市営住宅に申し込みたい'],
  ['家の前の道路に大きな穴が開いていて危ないです', 'こんにちは'],
])('「%s」 and 「%s」 are two things', async (first, later) => {
  expect(likeness(await read(first), await read(later))).toBeLessThan(sameThingFrom);
});

test('a text is wholly like itself, and likeness has no direction', async () => {
  const [a, b] = [await read('道路に穴があります'), await read('穴のある道路が怖い')];
  expect(likeness(a, a)).toBeCloseTo(1);
  expect(likeness(a, b)).toBeCloseTo(likeness(b, a));
  expect(likeness(new Map(), new Map())).toBe(0);
});
