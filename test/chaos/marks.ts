/** Marks are unlike anything else in a database, so that finding one anywhere means finding those words. */
export const messageMark = (index: number): string => `q${inLetters(index)}x`;
export const answerMark = (index: number): string => `w${inLetters(index)}x`;

/** One word to the tokenizer, and none that two marks share: texts must not be alike because of their marks. */
const inLetters = (index: number): string =>
  index
    .toString(16)
    .padStart(6, '0')
    .replaceAll(/./g, (digit) => 'abcdefghijklmnop'.charAt(parseInt(digit, 16)));

const mark = '[qw][a-p]{6}x';

export const marksIn = (text: string): readonly string[] =>
  text.match(new RegExp(`\\b${mark}\\b`, 'g')) ?? [];

/** The same for PostgreSQL. */
export const markPattern = `\\m${mark}\\M`;

export const numbersIn = (text: string): readonly string[] => text.match(/\b\d{2}-\d{4}\b/g) ?? [];
