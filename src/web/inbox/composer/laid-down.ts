import type { Upload } from '#src/http/contract/uploads';

/** The server keeps it for a day; what may be gone there is not offered any more. */
const goodForMs = 23 * 60 * 60_000;

export interface LaidDown extends Upload {
  readonly laidAt: number;
}

/** What lies beside the answer to one matter, as the browser remembers it over a reload; broken or old entries are left out. */
export const readLaidDown = (stored: string | null, now: number): readonly LaidDown[] => {
  try {
    const told: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(told)
      ? told.filter(isLaidDown).filter(({ laidAt }) => now - laidAt < goodForMs)
      : [];
  } catch {
    return [];
  }
};

const isLaidDown = (told: unknown): told is LaidDown =>
  typeof told === 'object' &&
  told !== null &&
  'id' in told &&
  typeof told.id === 'string' &&
  'fileName' in told &&
  typeof told.fileName === 'string' &&
  'laidAt' in told &&
  typeof told.laidAt === 'number';

/** How many messages of one call an answer needs: its parts, and one for each picture and file. */
export const sayPlan = (texts: number, pictures: number, files: number, most: number): string => {
  const parts = [
    ...(texts > 0 ? [`文${texts}通`] : []),
    ...(pictures > 0 ? [`写真${pictures}枚`] : []),
    ...(files > 0 ? [`ファイル${files}件`] : []),
  ];
  const count = texts + pictures + files;
  return count > most
    ? `一度に送れるのは${most}通までです（今は${count}通：${parts.join('・')}）。減らしてください`
    : `${parts.join('・')}を送ります（${most}通まで）`;
};
