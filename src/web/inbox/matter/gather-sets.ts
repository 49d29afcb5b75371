import type { ThreadItem } from '#src/http/contract/matters';

type Message = Extract<ThreadItem, { kind: 'message' }>;

/** Pictures that a resident sent in one go, in the order they chose. */
export interface PhotoSet {
  readonly kind: 'photo-set';
  readonly id: string;
  readonly at: string;
  readonly messages: readonly Message[];
  /** How many were sent; fewer may have come. */
  readonly total: number;
}

export type ShownItem = ThreadItem | PhotoSet;

/** The pictures of a set stand together, where the first of them came. */
export const gatherSets = (thread: readonly ThreadItem[]): readonly ShownItem[] => {
  const gathered = new Map<string, readonly Message[]>();
  for (const item of thread) {
    if (item.kind !== 'message' || item.imageSet === null) continue;
    gathered.set(item.imageSet.id, [...(gathered.get(item.imageSet.id) ?? []), item]);
  }
  return thread.flatMap((item): readonly ShownItem[] => {
    if (item.kind !== 'message' || item.imageSet === null) return [item];
    const { id, total } = item.imageSet;
    const messages = gathered.get(id) ?? [];
    if (messages[0] !== item) return [];
    return [{ kind: 'photo-set', id, at: item.at, total, messages: messages.toSorted(byPlace) }];
  });
};

const byPlace = (one: Message, other: Message): number => placeOf(one) - placeOf(other);

const placeOf = ({ imageSet }: Message): number => imageSet?.index ?? 0;

/** The message that speaks for what is shown, as far as author and time go. */
export const speakerOf = (item: ShownItem): ThreadItem | undefined =>
  item.kind === 'photo-set' ? item.messages[0] : item;
