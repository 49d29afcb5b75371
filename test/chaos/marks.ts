/** Marks are unlike anything else in a database, so that finding one anywhere means finding those words. */
export const messageMark = (resident: number, index: number): string => `r${resident}m${index}z`;
export const answerMark = (index: number): string => `a${index}z`;

export const marksIn = (text: string): readonly string[] => text.match(/\b(?:r\d+m\d+|a\d+)z\b/g) ?? [];

/** The same for PostgreSQL. */
export const markPattern = '\\m(?:r\\d+m\\d+|a\\d+)z\\M';

export const numbersIn = (text: string): readonly string[] => text.match(/\b\d{2}-\d{4}\b/g) ?? [];
