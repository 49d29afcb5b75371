/**
 * A resident's name for a file, safe to show and to save under: nothing that turns the reading direction (which lets a
 * program pass for a picture), no control characters, nothing that a path is made of. Null when nothing is left.
 */
export const safeFileName = (name: string): string | null => {
  const plain = name
    .replace(/[\p{Bidi_Control}\p{Cc}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u200b\u2060\ufeff]/gv, '')
    .replace(/[\\\/:*?"<>\|]/gv, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return plain === '' ? null : shorten(plain);
};

/** Systems take 255 bytes, and a Japanese character is three. The ending stays: it says what the file is. */
const mostLetters = 80;

const shorten = (name: string): string => {
  const letters = Array.from(name);
  if (letters.length <= mostLetters) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return `${letters.slice(0, mostLetters - ending.length - 1).join('')}…${ending}`;
};
