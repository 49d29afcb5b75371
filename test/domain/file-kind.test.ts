import { expect, test } from 'vitest';
import { fileKindOf } from '#src/domain/file-kind';
import { officeFile, pdf } from '#test/support/papers';

test.each([
  ['a PDF under any name', 'photo.txt', pdf, 'pdf'],
  ['a document', 'a.docx', officeFile('word/document.xml'), 'docx'],
  ['a table that calls itself a document', 'a.docx', officeFile('xl/workbook.xml'), 'xlsx'],
  ['slides', 'a', officeFile('ppt/presentation.xml'), 'pptx'],
  ['a table with macros', 'a.xlsx', officeFile('xl/workbook.xml', 'xl/vbaProject.bin'), null],
  ['an archive of something else', 'a.docx', Buffer.from('PK\x03\x04word/document.xml'), null],
  ['a text', 'a.TXT', Buffer.from('一行目\r\n\t二行目'), 'txt'],
  ['a list', 'a.csv', Buffer.from('a,b\n'), 'csv'],
  ['a text of no kind that we send', 'a.html', Buffer.from('<p>'), null],
  ['a program that calls itself a text', 'a.txt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), null],
] as const)('%s (%s) is told by its bytes', (_what, name, bytes, kind) => {
  expect(fileKindOf(bytes, name)).toBe(kind);
});
