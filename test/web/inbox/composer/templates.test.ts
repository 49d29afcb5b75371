import { expect, test } from 'vitest';
import { findTemplates, insertTemplate, slashWord } from '#src/web/inbox/composer/templates';

const templates = [
  { id: 'thanks', title: 'お礼', text: 'ありがとうございました。', categoryId: null },
  { id: 'visit', title: '現地確認', text: '現地を確認します。', categoryId: 'road-hole' },
  { id: 'bulky', title: '粗大ごみ', text: '電話で申し込めます。', categoryId: 'bulky' },
];

test.each([
  ['/', 1, ''],
  ['／お礼', 3, 'お礼'],
  ['こんにちは\n/現', 8, '現'],
  ['1/2', 3, null],
  ['https://', 8, null],
  ['/お礼', 0, null],
  ['', 0, null],
])('in 「%s」 with the cursor at %i the menu looks for %j', (text, cursor, word) => {
  expect(slashWord(text, cursor)).toBe(word);
});

test('ready answers for the category come first, and those of other categories are left out', () => {
  expect(findTemplates(templates, 'road-hole', '').map(({ id }) => id)).toEqual(['visit', 'thanks']);
  expect(findTemplates(templates, null, '').map(({ id }) => id)).toEqual(['thanks']);
});

test('typing finds a ready answer by its title or its text', () => {
  expect(findTemplates(templates, 'road-hole', 'お礼').map(({ id }) => id)).toEqual(['thanks']);
  expect(findTemplates(templates, 'road-hole', '確認し').map(({ id }) => id)).toEqual(['visit']);
});

test('a chosen answer takes the place of the slash and what followed it', () => {
  expect(insertTemplate('前\n/お\n後', 4, '答え')).toEqual({ text: '前\n答え\n後', cursor: 4 });
});

test('an answer chosen by the button goes in where the cursor stands', () => {
  expect(insertTemplate('前後', 1, '答え')).toEqual({ text: '前答え後', cursor: 3 });
});
