import { expect, test } from 'vitest';
import { findDepartments } from '#src/web/inbox/acts/find-department';

const departments = [
  { id: 'waste', name: '資源循環推進課', kana: 'しげんじゅんかんすいしんか', isSortingDesk: false },
  { id: 'tax', name: '市民税課', kana: 'しみんぜいか', isSortingDesk: false },
  { id: 'road', name: '道路課', kana: 'どうろか', isSortingDesk: false },
];
const found = (typed: string) => findDepartments(departments, typed).map(({ id }) => id);

test('two letters of the reading find a department', () => {
  expect(found('どう')).toEqual(['road']);
});

test('what begins with the letters stands before what only holds them', () => {
  expect(found('し')).toEqual(['waste', 'tax']);
  expect(found('か')).toEqual(['waste', 'tax', 'road']);
});

test('katakana and the characters of the name find it too', () => {
  expect(found('ドウ')).toEqual(['road']);
  expect(found('税')).toEqual(['tax']);
});

test('a syllable still being typed is passed over', () => {
  expect(found('どうr')).toEqual(['road']);
  expect(found('どうｒ')).toEqual(['road']);
  expect(found('d')).toEqual(['waste', 'tax', 'road']);
});

test('what fits no department finds none', () => {
  expect(found('ぬぬ')).toEqual([]);
});
