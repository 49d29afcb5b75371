import type { CityInfo } from '#src/http/contract/staff';

type Department = CityInfo['departments'][number];

/**
 * Departments whose reading or name holds what was typed; those whose reading begins with it come first. Letters of a
 * syllable that is still being typed (「どｒ」) are passed over.
 */
export const findDepartments = (departments: readonly Department[], typed: string): readonly Department[] => {
  const words = plain(typed).replace(/[a-z]+$/, '');
  if (words === '') return departments;
  const rank = ({ name, kana }: Department): number => {
    if (plain(kana).startsWith(words)) return 0;
    if (plain(name).includes(words)) return 1;
    return plain(kana).includes(words) ? 2 : 3;
  };
  return departments
    .filter((department) => rank(department) < 3)
    .toSorted((one, other) => rank(one) - rank(other));
};

/** Half-width, lower case, and hiragana for katakana. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
