import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldKana, normalise, replaceUnreadable } from '#src/text/normalise';

test.each([
  ['ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ', 'マイナンバーカード'],
  ['ＬＩＮＥ　１２３', 'line 123'],
  ['か\u3099', 'が'],
  ['道\u200b路', '道路'],
  ['😀😀ごみ', 'ごみ'],
  ['ありがとう🙏🙏また', 'ありがとう また'],
  ['𠮷田', '吉田'],
  ['あ\0い', 'あ い'],
  ['一行目 \r\n 二行目', '一行目\n二行目'],
])('%j is read as %j', (typed, read) => {
  expect(normalise(typed)).toBe(read);
});

test('what comes out holds nothing that kuromoji stumbles over', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(normalise(text)).not.toMatch(/[\p{Cc}--\n]|[\u{10000}-\u{10ffff}]|\p{Surrogate}/v);
      expect(replaceUnreadable(text)).not.toMatch(/[\p{Cc}--\n]|[\u{10000}-\u{10ffff}]|\p{Surrogate}/v);
    }),
  );
});

test('katakana and hiragana are one spelling', () => {
  expect(foldKana('ゴミとヴァイオリン')).toBe('ごみとゔぁいおりん');
});
