import type { CityInfo } from '#src/http/contract/staff';

export type Template = CityInfo['answers'][number];

/** The word after a 「/」 that begins a line, up to the cursor; null when there is none. */
export const slashWord = (text: string, cursor: number): string | null =>
  /(?:^|\n)[/／]([^\n/／]*)$/.exec(text.slice(0, cursor))?.[1] ?? null;

/** Those made for the matter's category stand before those that fit any; others are not offered. */
export const findTemplates = (
  templates: readonly Template[],
  categoryId: string | null,
  typed: string,
): readonly Template[] =>
  templates
    .filter((template) => template.categoryId === null || template.categoryId === categoryId)
    .filter(({ title, text }) => title.includes(typed.trim()) || text.includes(typed.trim()))
    .toSorted((one, other) => Number(one.categoryId === null) - Number(other.categoryId === null));

/** The text with the template in place of the 「/」 word before the cursor, and where the cursor stands then. */
export const insertTemplate = (
  text: string,
  cursor: number,
  template: string,
): { readonly text: string; readonly cursor: number } => {
  const word = slashWord(text, cursor);
  const from = word === null ? cursor : cursor - word.length - 1;
  return { text: text.slice(0, from) + template + text.slice(cursor), cursor: from + template.length };
};
