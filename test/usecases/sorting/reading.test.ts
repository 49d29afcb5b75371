import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCity } from '#config/city';
import { teachClassifier } from '#src/main/classifier';
import { startTokenizer } from '#src/main/tokenizer';
import type { Tokenizer } from '#src/ports/tokenizer';
import { makeReader, type Reader } from '#src/usecases/read-message';

const swing = '公園のブランコが壊れています';

let tokenizer: Tokenizer;
let reader: Reader;
let readerWhoTakesSwingForThanks: Reader;
beforeAll(async () => {
  const city = loadCity('config/city');
  tokenizer = await startTokenizer();
  const classifier = await teachClassifier(city, tokenizer);
  reader = makeReader(tokenizer, classifier, city);
  readerWhoTakesSwingForThanks = makeReader(tokenizer, classifier, { ...city, acknowledgements: [swing] });
});
afterAll(() => tokenizer.close());

test('what a city takes for thanks routes nothing, whatever the classifier thinks of it', async () => {
  const content = { kind: 'text', text: swing } as const;
  expect(await reader.read(content)).toMatchObject({ shape: 'words', sureCategoryId: 'park' });
  const read = await readerWhoTakesSwingForThanks.read(content);
  expect(read).toMatchObject({ shape: 'acknowledgement', sureCategoryId: null });
});

test('words are compared with the likest of what was said, and what has no words with nothing', async () => {
  const { likenessTo } = await reader.read({ kind: 'text', text: swing });
  expect(await likenessTo(['ごみの日はいつですか', '公園のブランコがまた壊れています'])).toBeGreaterThan(0.8);
  expect(await likenessTo(['ごみの日はいつですか'])).toBeLessThan(0.1);
  expect(await likenessTo([])).toBe(0);
  expect(await (await reader.read({ kind: 'image' })).likenessTo([swing])).toBe(0);
});

test('the names of small pictures are no words: they neither route nor alarm, and alone they are a nod', async () => {
  const text = `(fire)${swing}(garbage)`;
  const marks = [
    { kind: 'emoji', index: 0, length: 6 },
    { kind: 'emoji', index: 6 + swing.length, length: 9 },
  ] as const;
  const [marked, plain] = [
    await reader.read({ kind: 'text', text, marks }),
    await reader.read({ kind: 'text', text: swing }),
  ];
  expect(marked.classification).toEqual(plain.classification);
  const alone = await reader.read({
    kind: 'text',
    text: '(火事)',
    marks: [{ kind: 'emoji', index: 0, length: 4 }],
  });
  expect(alone).toMatchObject({ shape: 'acknowledgement', urgent: [], classification: null });
});
