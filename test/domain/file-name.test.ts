import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readableFileName } from '#src/domain/file-name';

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
