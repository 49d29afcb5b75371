import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitAtSentence } from '#src/text/split';

test('a reply that fits is one part', () => {
  expect(splitAtSentence('確認します。少しお待ちください。', 100, 5)).toEqual([
    '確認します。少しお待ちください。',
  ]);
});

test('a long reply is split after the last sentence that fits', () => {
  expect(splitAtSentence('一つ目の文です。二つ目です。三つ目の文です。', 15, 5)).toEqual([
    '一つ目の文です。二つ目です。',
    '三つ目の文です。',
  ]);
});

test('a sentence keeps its closing bracket', () => {
  expect(splitAtSentence('「はい。」と言いました。', 6, 5)).toEqual(['「はい。」', 'と言いました', '。']);
});

test('without a sentence end in reach, lines decide before commas, and commas before nothing', () => {
  expect(splitAtSentence('赤、青\n黄、緑白黒', 7, 5)).toEqual(['赤、青\n', '黄、緑白黒']);
  expect(splitAtSentence('赤、青と黄色と緑', 4, 5)).toEqual(['赤、', '青と黄色', 'と緑']);
  expect(splitAtSentence('あいうえおかきくけこ', 4, 5)).toEqual(['あいうえ', 'おかきく', 'けこ']);
});

test('when splitting at sentences makes too many parts, fuller parts are tried', () => {
  const text = `${'あ'.repeat(4)}。${'い'.repeat(9)}${'う'.repeat(6)}`;
  expect(splitAtSentence(text, 10, 2)).toEqual([
    `${'あ'.repeat(4)}。${'い'.repeat(5)}`,
    `${'い'.repeat(4)}${'う'.repeat(6)}`,
  ]);
});

test('what cannot fit into the allowed parts is refused rather than cut', () => {
  expect(splitAtSentence('あ'.repeat(21), 10, 2)).toBeNull();
  expect(splitAtSentence('あ', 10, 0)).toBeNull();
});

test('a family emoji that is longer than the limit is refused rather than torn', () => {
  expect(splitAtSentence('あ👨‍👩‍👧‍👦', 5, 5)).toBeNull();
});

test('a mark that belongs to 。 stays with it', () => {
  expect(splitAtSentence('あ。\u{fe00}いい', 3, 5)).toEqual(['あ。\u{fe00}', 'いい']);
  expect(splitAtSentence('あ。\u{fe00}いい', 2, 5)).toEqual(['あ', '。\u{fe00}', 'いい']);
});

const piece = fc.constantFrom(
  'あ',
  '漢字',
  '。',
  '、',
  '\n',
  '\r\n',
  '！」',
  '😀',
  '👩‍🚒',
  '🇯🇵',
  'か\u3099',
  '𠮷',
  'a',
);

test('whatever a clerk writes, nothing is lost, torn or over the limit', () => {
  const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join('')),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 6 }),
      (text, limit, most) => {
        const parts = splitAtSentence(text, limit, most);
        if (parts === null) return;
        expect(parts.join('')).toBe(text);
        expect(parts.length).toBeLessThanOrEqual(most);
        const starts = new Set([...graphemes.segment(text)].map(({ index }) => index));
        let start = 0;
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(start === 0 || starts.has(start)).toBe(true);
          start += part.length;
        }
      },
    ),
  );
});

test('a text that full parts can hold is never refused', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('あ', '。', '、', '\n')),
      fc.integer({ min: 1, max: 20 }),
      (pieces, limit) => {
        const text = pieces.join('');
        expect(splitAtSentence(text, limit, Math.max(1, Math.ceil(text.length / limit)))).not.toBeNull();
      },
    ),
  );
});
