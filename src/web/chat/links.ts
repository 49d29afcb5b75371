export type Part =
  { readonly kind: 'words'; readonly words: string } | { readonly kind: 'link'; readonly address: string };

/** Addresses in the city's answers can be touched. Japanese signs right after an address do not belong to it. */
export const partsOf = (text: string): readonly Part[] => {
  const parts: Part[] = [];
  let from = 0;
  const addresses = /https?:\/\/[!-~]+/g;
  for (let found = addresses.exec(text); found !== null; found = addresses.exec(text)) {
    const address = found[0].replace(/[.,;:!?)\]}>'"]+$/, '');
    if (found.index > from) parts.push({ kind: 'words', words: text.slice(from, found.index) });
    parts.push({ kind: 'link', address });
    from = found.index + address.length;
  }
  if (from < text.length) parts.push({ kind: 'words', words: text.slice(from) });
  return parts;
};
