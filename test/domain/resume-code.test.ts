import { expect, test } from 'vitest';
import { makeCode, readCode, showCode } from '#src/domain/resume-code';

const code = makeCode(Uint8Array.from([0, 31, 32, 63, 100, 200, 255, 7]));

test('a code has no sign that is mistaken for another, by ear or by eye', () => {
  const all = Array.from({ length: 256 }, (_, byte) => makeCode(new Uint8Array(8).fill(byte)));
  expect(all.join('')).not.toMatch(/[01IOa-z]/);
  expect(new Set(all).size).toBe(32);
});

test('a code is read however it is typed', () => {
  const shown = showCode(code);
  expect(shown).toMatch(/^.{4}-.{4}$/);
  const full = Array.from(shown, (sign) =>
    sign === '-' ? 'ー' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
  ).join('');
  for (const typed of [
    shown,
    shown.toLowerCase(),
    shown.replace('-', ' '),
    ` ${code} `,
    full,
    shown.replace('-', '−'),
  ])
    expect([typed, readCode(typed)]).toEqual([typed, code]);
});

test('what can be no code is none', () => {
  for (const typed of [
    '',
    'ABCD',
    'ABCD-EFG',
    'ABCD-EFGHJ',
    'ABCD-EFG0',
    'ABCD-EFGI',
    'あいうえおかきく',
    '👍👍👍👍',
  ])
    expect([typed, readCode(typed)]).toEqual([typed, null]);
});
