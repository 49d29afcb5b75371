/** Signs that are told apart by ear and by eye: no 0 and O, no 1 and I. 32 of them, so that every random byte is fair. */
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const length = 8;

/** Eight signs out of random bytes. */
export const makeCode = (random: Uint8Array): string =>
  Array.from({ length }, (_, index) => signs.charAt((random[index] ?? 0) % signs.length)).join('');

/** In two groups, as it is read aloud. */
export const showCode = (code: string): string => `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;

/** What somebody typed, however their keyboard writes it; null for what can be no code. */
export const readCode = (typed: string): string | null => {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}ー]/gu, '');
  return code.length === length && Array.from(code).every((sign) => signs.includes(sign)) ? code : null;
};
