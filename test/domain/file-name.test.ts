import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readableFileName, safeFileName } from '#src/domain/file-name';

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

test.each([
  ['工事の図.pdf', 'pdf', '工事の図.pdf'],
  ['工事の図.PDF', 'pdf', '工事の図.pdf'],
  ['工事の図', 'pdf', '工事の図.pdf'],
  ['C:\\Users\\kakari\\図.pdf', 'pdf', '図.pdf'],
  ['../../etc/passwd', 'txt', 'passwd.txt'],
  ['請求書\u202Efdp.exe', 'pdf', '請求書fdp.exe.pdf'],
  ['a\u0000b\r\nc\u200B.csv', 'csv', 'abc.csv'],
  ['か\u3099.docx', 'docx', 'が.docx'],
  ['.pdf', 'pdf', 'file.pdf'],
  ['…', 'pdf', '….pdf'],
  ['\ud800', 'pdf', '\ufffd.pdf'],
])('the file %j, which is a %s, is called %j', (name, ending, called) => {
  expect(readableFileName(name, ending)).toBe(called);
});

test('whatever a file was called, its name is short, on one line, without a path, and ends as what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const called = readableFileName(name, 'pdf');
      expect(called).toMatch(/^[^/\\\p{Cc}\p{Cf}]+\.pdf$/u);
      expect(Array.from(called).length).toBeLessThanOrEqual(104);
    }),
  );
});
