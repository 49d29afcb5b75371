/** What the browser itself knows: the only place of the pages that reads the clock and chance. */
export const readClock = (): number => Date.now();

/** A random UUID. `crypto.randomUUID` is missing where the inbox is reached over plain HTTP inside a city's network. */
export const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => withMarks(byte, index).toString(16).padStart(2, '0'));
  const run = (from: number, to: number) => hex.slice(from, to).join('');
  return [run(0, 4), run(4, 6), run(6, 8), run(8, 10), run(10, 16)].join('-');
};

/** Version 4 and the variant of RFC 9562 are marked in two of the bytes. */
const withMarks = (byte: number, index: number): number => {
  if (index === 6) return (byte & 0x0f) | 0x40;
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
};
