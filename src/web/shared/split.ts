/**
 * Where a long answer will be parted, for the preview under the composer: after the last end of a sentence that still
 * fits, otherwise of a line, otherwise after 、, otherwise at the limit. The server parts by the same order, and its
 * word counts. Lengths are UTF-16 code units, as the channels count.
 */
export const splitForPreview = (text: string, charsPerMessage: number): readonly string[] => {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > charsPerMessage) {
    const cut = cutBefore(rest, charsPerMessage);
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' ? parts : [...parts, rest];
};

const endings = [/[。！？!?]+[」』）)]*\n*/g, /\n+/g, /、/g];

const cutBefore = (text: string, limit: number): number => {
  const window = text.slice(0, limit);
  for (const ending of endings) {
    const last = [...window.matchAll(ending)].at(-1);
    if (last !== undefined) return last.index + last[0].length;
  }
  // A pair of surrogates is one character and stays whole.
  const before = text.charCodeAt(limit - 1);
  return before >= 0xd800 && before <= 0xdbff ? Math.max(1, limit - 1) : limit;
};
