import { expect, test } from 'vitest';
import { safeFileName } from '#src/domain/file-name';

test.each<[string, string | null]>([
  ['見取り図（家の前）.pdf', '見取り図（家の前）.pdf'],
  ['請求書\u202efdp.exe', '請求書fdp.exe'],
  ['\u2067写真\u2069.jpg', '写真.jpg'],
  ['a\0b\u0007\n.txt', 'ab.txt'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\図面.dwg', 'C__図面.dwg'],
  ['<script>"x".html', '_script__x_.html'],
  ['...', null],
  ['', null],
  ['がぎぐ 𠮷野家.pdf', 'がぎぐ 𠮷野家.pdf'],
])('%j is kept as %j', (name, kept) => {
  expect(safeFileName(name)).toBe(kept);
});

test('a long name is cut before its ending, and says so', () => {
  const name = `${safeFileName(`${'長'.repeat(300)}.pdf`)}`;
  expect(Array.from(name)).toHaveLength(80);
  expect(name).toMatch(/長….pdf$/);
});
