import { expect, test } from 'vitest';
import { splitForPreview } from '#src/web/shared/split';

test('an answer that fits is one message', () => {
  expect(splitForPreview('お知らせします。', 20)).toEqual(['お知らせします。']);
});

test('an empty answer is no message', () => {
  expect(splitForPreview('  \n', 20)).toEqual([]);
});

test('a long answer is parted after the last sentence that fits', () => {
  expect(splitForPreview('一つめ。二つめ。三つめ。', 9)).toEqual(['一つめ。二つめ。', '三つめ。']);
});

test('a closing bracket stays with its sentence', () => {
  expect(splitForPreview('「直します。」と聞きました', 8)).toEqual(['「直します。」', 'と聞きました']);
});

test('without a sentence it is parted at a line, without a line at a comma', () => {
  expect(splitForPreview('あいう\nえおか', 5)).toEqual(['あいう\n', 'えおか']);
  expect(splitForPreview('あい、うえお', 5)).toEqual(['あい、', 'うえお']);
});

test('without any mark it is parted at the limit and nothing is lost', () => {
  const text = 'あ'.repeat(12);
  const parts = splitForPreview(text, 5);
  expect(parts.map((part) => part.length)).toEqual([5, 5, 2]);
  expect(parts.join('')).toBe(text);
});

test('a character of two code units is not torn apart', () => {
  expect(splitForPreview('𠮷𠮷𠮷', 3)).toEqual(['𠮷', '𠮷', '𠮷']);
});
