import type { CategoryId, DepartmentId, MatterId } from './ids.ts';
import type { State } from './matter.ts';

/** A matter of the resident's, as far as the question "is this message about it?" goes. */
export interface Standing {
  readonly matterId: MatterId;
  readonly state: State;
  readonly categoryId: CategoryId | null;
  readonly departmentId: DepartmentId;
  /** When the resident last wrote in it. */
  readonly residentAt: Date;
  /** When the resident or the city's people last wrote in it, or closed it. */
  readonly lastAt: Date;
  readonly closedAt: Date | null;
  /** How alike its words and the new message's are, 0 to 1. */
  readonly likeness: number;
}

/**
 * - `words`: says something of its own
 * - `acknowledgement`: a thanks, a yes, a sticker; never opens a matter
 * - `wordless`: a photo, place, sound or file alone
 */
export type Shape = 'words' | 'acknowledgement' | 'wordless';

export interface Arrival {
  readonly shape: Shape;
  /** The matter of the message that the resident quoted. */
  readonly quotedMatterId: MatterId | null;
  /** The matter of a picture that was sent in one go with this one. */
  readonly setMatterId: MatterId | null;
  /** Null when the classifier is not sure. */
  readonly sure: { readonly categoryId: CategoryId; readonly departmentId: DepartmentId } | null;
  readonly at: Date;
}

export interface PlacingRules {
  readonly reopenWithinDays: number;
  /** From here on two texts are about the same thing. */
  readonly likenessThreshold: number;
}

export type Placing =
  | { readonly kind: 'join'; readonly matterId: MatterId }
  | { readonly kind: 'reopen'; readonly matterId: MatterId }
  /** Belongs to a matter that stays closed. */
  | { readonly kind: 'follow'; readonly matterId: MatterId }
  | { readonly kind: 'open' }
  /** Belongs to nothing; only the sorting desk sees it. */
  | { readonly kind: 'loose' };

/** Decides which matter a resident's message belongs to; `standings` are their open matters and those closed lately. */
export const placeMessage = (
  arrival: Arrival,
  standings: readonly Standing[],
  rules: PlacingRules,
): Placing => {
  const withItsSet = standings.find(({ matterId }) => matterId === arrival.setMatterId);
  if (withItsSet !== undefined) {
    return { kind: withItsSet.state === 'closed' ? 'follow' : 'join', matterId: withItsSet.matterId };
  }
  if (arrival.quotedMatterId !== null) {
    return placeIn(arrival, standings.find(hasId(arrival.quotedMatterId)), rules);
  }
  switch (arrival.shape) {
    case 'acknowledgement':
      return placeIn(arrival, lastSaid(standings), rules);
    case 'wordless': {
      const shown = lastAsked(standings) ?? lastWrittenIn(standings);
      return shown === undefined || shown.state === 'closed' ? open : join(shown);
    }
    case 'words':
      return placeWords(arrival, standings, rules);
  }
};

const dayMs = 86_400_000;
/** A vague sentence within half an hour of the last word still belongs to that talk. */
const sameTalkMs = 30 * 60_000;

const open: Placing = { kind: 'open' };
const join = ({ matterId }: Standing): Placing => ({ kind: 'join', matterId });

/** Which matter is meant is known, if any; it may be closed for too long. */
const placeIn = (arrival: Arrival, standing: Standing | undefined, rules: PlacingRules): Placing => {
  const isAcknowledgement = arrival.shape === 'acknowledgement';
  if (standing !== undefined && standing.state !== 'closed') return join(standing);
  if (standing === undefined || !mayReopen(arrival, standing, rules)) {
    return isAcknowledgement ? { kind: 'loose' } : open;
  }
  return { kind: isAcknowledgement ? 'follow' : 'reopen', matterId: standing.matterId };
};

/** The strongest sign first: an answer to our question, the same words, the same subject, the same talk. */
const placeWords = (arrival: Arrival, standings: readonly Standing[], rules: PlacingRules): Placing => {
  const alike = standings
    .filter(({ likeness }) => likeness >= rules.likenessThreshold)
    .toSorted((a, b) => b.likeness - a.likeness);
  const latestFirst = standings.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  const found =
    askedJustNow(arrival, standings) ??
    alike.find(isOpen) ??
    latestFirst.find((standing) => isOpen(standing) && isSameSubject(arrival, standing)) ??
    alike.find((standing) => mayReopen(arrival, standing, rules)) ??
    (arrival.sure === null
      ? latestFirst.find((standing) => isSameTalk(arrival, standing) || standing.state === 'waiting')
      : undefined);
  return placeIn(arrival, found, rules);
};

/** What a photo is about, or what staff wanted to know: whatever the next words sound like, they are the answer. */
const askedJustNow = (arrival: Arrival, standings: readonly Standing[]): Standing | undefined => {
  const latest = lastWrittenIn(standings);
  const isUnsorted = latest?.state === 'sorting' && latest.categoryId === null;
  const asked = lastAsked(standings) ?? (isUnsorted ? latest : undefined);
  return asked !== undefined && isSameTalk(arrival, asked) ? asked : undefined;
};

/** Of a matter that staff routed by hand only the department is known. */
const isSameSubject = ({ sure }: Arrival, { categoryId, departmentId, state }: Standing): boolean => {
  if (sure === null) return false;
  if (categoryId !== null) return categoryId === sure.categoryId;
  return state !== 'sorting' && departmentId === sure.departmentId;
};

const isOpen = ({ state }: Standing): boolean => state !== 'closed';

const hasId =
  (id: MatterId) =>
  ({ matterId }: Standing): boolean =>
    matterId === id;

/** Either way round: a message that comes late was written before what was said last. */
const isSameTalk = (arrival: Arrival, { lastAt }: Standing): boolean =>
  Math.abs(arrival.at.getTime() - lastAt.getTime()) <= sameTalkMs;

const mayReopen = (arrival: Arrival, { closedAt }: Standing, rules: PlacingRules): boolean =>
  closedAt !== null && arrival.at.getTime() - closedAt.getTime() <= rules.reopenWithinDays * dayMs;

const lastSaid = (standings: readonly Standing[]): Standing | undefined =>
  standings.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime())[0];

const lastWrittenIn = (standings: readonly Standing[]): Standing | undefined =>
  standings.toSorted((a, b) => b.residentAt.getTime() - a.residentAt.getTime())[0];

/** The matter in which staff asked something back, when the resident has written nothing anywhere since. */
const lastAsked = (standings: readonly Standing[]): Standing | undefined => {
  const asked = lastSaid(standings.filter(({ state }) => state === 'waiting'));
  const written = lastWrittenIn(standings);
  if (asked === undefined || written === undefined) return undefined;
  return asked.lastAt > written.residentAt ? asked : undefined;
};
