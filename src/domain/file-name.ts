const longest = 100;

/**
 * A file's name as residents may read it: no path, nothing invisible, nothing that turns the reading direction round and
 * with it hides an ending, and the ending that belongs to what the file is.
 */
export const readableFileName = (name: string, ending: string): string => {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .trim();
  const wanted = `.${ending}`;
  const base = plain.toLowerCase().endsWith(wanted) ? plain.slice(0, -wanted.length) : plain;
  const short = Array.from(base).slice(0, longest).join('');
  return `${/^[.\s]*$/.test(short) ? 'file' : short}${wanted}`;
};
