import type { CategoryId, MatterId } from './ids.ts';
import type { State } from './matter.ts';

/** A matter of the resident's, as far as the question "is this message about it?" goes. */
export interface Standing {
  readonly matterId: MatterId;
  readonly state: State;
  readonly categoryId: CategoryId | null;
  /** When the resident or the city last wrote in it. */
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
  /** Null when the classifier is not sure. */
  readonly sureCategoryId: CategoryId | null;
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

const dayMs = 86_400_000;
/** A vague sentence within half an hour of the last word still belongs to that talk. */
const sameTalkMs = 30 * 60_000;

/** Decides which matter a resident's message belongs to; `standings` are all their matters, latest first. */
export const placeMessage = (
  arrival: Arrival,
  standings: readonly Standing[],
  rules: PlacingRules,
): Placing => {
  const mayReopen = (standing: Standing): boolean =>
    standing.closedAt !== null &&
    arrival.at.getTime() - standing.closedAt.getTime() <= rules.reopenWithinDays * dayMs;
  const quoted = standings.find((standing) => standing.matterId === arrival.quotedMatterId);
  const latest = standings[0];

  switch (arrival.shape) {
    case 'acknowledgement': {
      const followed = quoted ?? latest;
      if (followed === undefined) return { kind: 'loose' };
      if (followed.state !== 'closed') return { kind: 'join', matterId: followed.matterId };
      return mayReopen(followed) ? { kind: 'follow', matterId: followed.matterId } : { kind: 'loose' };
    }
    case 'wordless': {
      const shown = quoted ?? latest;
      if (shown === undefined) return { kind: 'open' };
      if (shown.state !== 'closed') return { kind: 'join', matterId: shown.matterId };
      return quoted !== undefined && mayReopen(quoted)
        ? { kind: 'reopen', matterId: quoted.matterId }
        : { kind: 'open' };
    }
    case 'words': {
      if (quoted !== undefined) {
        if (quoted.state !== 'closed') return { kind: 'join', matterId: quoted.matterId };
        return mayReopen(quoted) ? { kind: 'reopen', matterId: quoted.matterId } : { kind: 'open' };
      }
      const open = standings.find(
        (standing) => standing.state !== 'closed' && fits(arrival, standing, rules),
      );
      if (open !== undefined) return { kind: 'join', matterId: open.matterId };
      const closed = standings.find(
        (standing) => mayReopen(standing) && standing.likeness >= rules.likenessThreshold,
      );
      return closed === undefined ? { kind: 'open' } : { kind: 'reopen', matterId: closed.matterId };
    }
  }
};

const fits = (arrival: Arrival, standing: Standing, rules: PlacingRules): boolean => {
  if (standing.likeness >= rules.likenessThreshold) return true;
  const isSameTalk = arrival.at.getTime() - standing.lastAt.getTime() <= sameTalkMs;
  // A photo opened it and asked what it is about: the next words are the answer.
  if (standing.categoryId === null && isSameTalk) return true;
  if (arrival.sureCategoryId !== null) return arrival.sureCategoryId === standing.categoryId;
  return isSameTalk || standing.state === 'waiting';
};
