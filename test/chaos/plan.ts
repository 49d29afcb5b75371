import { messageMark } from './marks.ts';
import type { Random } from './random.ts';

/** What residents do one after the other. */
export type Act =
  | { readonly kind: 'says'; readonly resident: number; readonly topic: string; readonly mark: string }
  | { readonly kind: 'sends-sticker'; readonly resident: number }
  | { readonly kind: 'follows'; readonly resident: number }
  | { readonly kind: 'takes-back'; readonly resident: number; readonly mark: string };

/** The classifier is sure of each, and no two are of one category: as many topics, so many matters. */
export const topics = [
  '公園の街灯が消えています',
  'ごみの収集日を教えてください',
  '保育園の申込みはいつからですか',
] as const;

/** So many messages of so many residents; some are taken back, soon or late, and there are a few other things. */
export const planActs = (random: Random, messages: number, residents: number): readonly Act[] => {
  const acts: Act[] = [];
  const standing: Extract<Act, { kind: 'says' }>[] = [];
  for (let index = 0; index < messages; index += 1) {
    const resident = random.between(0, residents - 1);
    const says = {
      kind: 'says',
      resident,
      topic: random.pick(topics),
      mark: messageMark(index),
    } as const;
    acts.push(says);
    standing.push(says);
    if (random.isLucky(0.02)) acts.push({ kind: 'sends-sticker', resident });
    if (random.isLucky(0.01)) acts.push({ kind: 'follows', resident: random.between(0, residents - 1) });
    if (!random.isLucky(0.05)) continue;
    // Half of them at once, so that on the way the taking back may overtake what it takes back.
    const from = random.isLucky(0.5) ? standing.length - 1 : random.between(0, standing.length - 1);
    for (const { resident: who, mark } of standing.splice(from, 1)) {
      acts.push({ kind: 'takes-back', resident: who, mark });
    }
  }
  return acts;
};

/** In the order of the acts, in groups of uneven size. */
export const inGroups = <T>(random: Random, items: readonly T[], most: number): readonly (readonly T[])[] => {
  const groups: (readonly T[])[] = [];
  for (let from = 0; from < items.length;) {
    const size = random.between(1, most);
    groups.push(items.slice(from, from + size));
    from += size;
  }
  return groups;
};
