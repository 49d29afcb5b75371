import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTokenizer, TokenizerThreadError } from '#src/main/tokenizer';
import type { Tokenizer } from '#src/ports/tokenizer';
import { normalise } from '#src/text/normalise';

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await startTokenizer();
});
afterAll(() => tokenizer.close());

const surfaces = async (text: string): Promise<readonly string[]> =>
  (await tokenizer.tokenize(text)).map(({ surface }) => surface);

test('words come with their dictionary form and part of speech', async () => {
  expect(await tokenizer.tokenize('穴が開いた')).toEqual([
    { surface: '穴', baseForm: '穴', partOfSpeech: '名詞', detail: '一般' },
    { surface: 'が', baseForm: 'が', partOfSpeech: '助詞', detail: '格助詞' },
    { surface: '開い', baseForm: '開く', partOfSpeech: '動詞', detail: '自立' },
    { surface: 'た', baseForm: 'た', partOfSpeech: '助動詞', detail: '*' },
  ]);
});

test('a word the dictionary does not know is its own dictionary form', async () => {
  expect(await tokenizer.tokenize('コダマクン')).toContainEqual(
    expect.objectContaining({ surface: 'コダマクン', baseForm: 'コダマクン' }),
  );
});

test('emoji side by side swallow none of the words behind them', async () => {
  expect(await surfaces('😀😀ごみの日はいつですか')).toContain('ごみ');
  expect((await surfaces('ありがとう🙏🙏🙏また来ます')).join('')).toContain('また来ます');
});

test('a NUL or half an emoji does not stop the rest from being read', async () => {
  expect(await surfaces('道路\0に穴')).toEqual(expect.arrayContaining(['道路', '穴']));
  expect(await surfaces('道路\ud83d穴')).toEqual(expect.arrayContaining(['道路', '穴']));
});

test('60,000 characters without a full stop, which would hold the thread for a minute at once, are read to the end', async () => {
  const words = await surfaces(`${'道路に穴が開いて危ない'.repeat(5_455)}公園`);
  expect(words.join('')).toHaveLength(11 * 5_455 + 2);
  expect(words.at(-1)).toBe('公園');
}, 20_000);

test('a text of nothing has no words', async () => {
  expect(await tokenizer.tokenize('')).toEqual([]);
});

test('many residents at once each get the words of their own message', async () => {
  const texts = Array.from({ length: 500 }, (_, index) => `受付番号${index}です。`);
  expect(await Promise.all(texts.map(async (text) => (await surfaces(text)).join('')))).toEqual(texts);
});

test('whatever a resident types, no character of the normalised text is lost', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'ごみ',
      'ゴミ',
      '😀',
      '👨‍👩‍👧‍👦',
      '\0',
      '。',
      '、',
      '\n',
      '𠮷',
      '\ud83d',
      'ﾊﾟ',
      '㌔',
      '!?',
      ' ',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const text = normalise(pieces.join(''));
      expect((await surfaces(text)).join('')).toBe(text);
    }),
    { numRuns: 200 },
  );
});

const dyingThread = new URL('../fixtures/dying-thread.ts', import.meta.url);

test('a thread that dies refuses the text it held, and its successor reads the next', async () => {
  const dying = await startTokenizer(dyingThread);
  try {
    await expect(dying.tokenize('die')).rejects.toThrow(TokenizerThreadError);
    expect(await dying.tokenize('道路')).toHaveLength(1);
  } finally {
    await dying.close();
  }
});

test('a thread that dies twice is not started a third time', async () => {
  const dying = await startTokenizer(dyingThread);
  try {
    await expect(dying.tokenize('die')).rejects.toThrow(TokenizerThreadError);
    await expect(dying.tokenize('die')).rejects.toThrow(TokenizerThreadError);
    await expect(dying.tokenize('道路')).rejects.toThrow('restart the worker');
  } finally {
    await dying.close();
  }
});

test('a closed tokenizer refuses', async () => {
  const closed = await startTokenizer(dyingThread);
  await closed.close();
  await expect(closed.tokenize('道路')).rejects.toThrow(TokenizerThreadError);
});
