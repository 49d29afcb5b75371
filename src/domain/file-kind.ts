/** The files that staff may send, named by their usual ending. */
export const fileKinds = ['pdf', 'docx', 'xlsx', 'pptx', 'txt', 'csv'] as const;
export type FileKind = (typeof fileKinds)[number];

export const mimeOfFile: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  csv: 'text/csv',
};

/**
 * What a file is by its bytes; its name only tells one plain text from another. Null: of no kind that we send, such as a
 * program that calls itself a PDF, or an Office file with macros.
 */
export const fileKindOf = (bytes: Uint8Array, name: string): FileKind | null => {
  if (startsWith(bytes, '%PDF-')) return 'pdf';
  if (startsWith(bytes, 'PK\x03\x04')) return officeKindOf(bytes);
  return isPlainText(bytes) ? textKindOf(name) : null;
};

const startsWith = (bytes: Uint8Array, head: string): boolean => findAt(bytes, head, 0);

const findAt = (bytes: Uint8Array, word: string, at: number): boolean => {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
};

const mainParts = [
  ['docx', 'word/document.xml'],
  ['xlsx', 'xl/workbook.xml'],
  ['pptx', 'ppt/presentation.xml'],
] as const;

/** An Office file is an archive; the names of its parts stand in it as they are. */
const officeKindOf = (bytes: Uint8Array): FileKind | null => {
  if (!holds(bytes, '[Content_Types].xml') || holds(bytes, 'vbaProject.bin')) return null;
  return mainParts.find(([, part]) => holds(bytes, part))?.[0] ?? null;
};

const holds = (bytes: Uint8Array, word: string): boolean => {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (findAt(bytes, word, at)) return true;
  }
  return false;
};

/** UTF-8 and Shift_JIS both do without the control characters that programs and archives are full of. */
const isPlainText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);

const textKindOf = (name: string): FileKind | null => {
  if (/\.txt$/i.test(name)) return 'txt';
  return /\.csv$/i.test(name) ? 'csv' : null;
};
