import { expect, test } from 'vitest';
import { loadCity } from '#config/city';
import { isAcknowledgement } from '#src/text/acknowledgement';

const { acknowledgements } = loadCity('config/city');

test.each([
  'ありがとうございます',
  'ありがとうございました！！😊',
  'ｱﾘｶﾞﾄｳ',
  'はい、わかりました。よろしくお願いします🙇‍♀️',
  '了解です〜',
  'ＯＫ',
  '👍',
  '🙏🙏🙏',
  'ありがとー！',
])('「%s」 opens no matter', (text) => {
  expect(isAcknowledgement(text, acknowledgements)).toBe(true);
});

test.each([
  'ありがとうございます。ところで別の道も穴が開いています',
  'わかりましたか？',
  'OK?',
  '道路',
  '3丁目です',
  '',
  '  ',
  '🆘',
  'はいりたい',
])('「%s」 is more than an acknowledgement', (text) => {
  expect(isAcknowledgement(text, acknowledgements)).toBe(false);
});
