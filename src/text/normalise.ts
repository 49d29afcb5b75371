/**
 * One spelling for what residents type in many: full and half width, lower case, no emoji, no control characters.
 * Whatever comes out can be handed to the tokenizer without losing a word.
 */
export const normalise = (text: string): string =>
  replaceUnreadable(text.replace(invisible, '').normalize('NFKC').replace(invisible, ''))
    .toLowerCase()
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

/**
 * kuromoji throws at NUL and skips the words that follow two adjacent characters outside the BMP, such as 😀😀; so
 * each of these becomes a space. The name kanji 𠮷 has a plain form that the dictionary knows.
 */
export const replaceUnreadable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('𠮷', '吉')
    .replace(/[\p{Cc}--\n]|[\u{10000}-\u{10ffff}]|\p{Surrogate}|\ufffd/gv, ' ');

/** Hiragana for katakana, so that 「ゴミ」 and 「ごみ」 are one word. */
export const foldKana = (text: string): string =>
  text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** Zero-width characters, joiners and variation selectors change how a text is drawn, not what it says. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
