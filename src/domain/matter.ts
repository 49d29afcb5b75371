import type { TemplateName } from './city.ts';

/**
 * - `sorting`: nobody is sure whose it is; it lies on the sorting desk
 * - `new`: routed to a department, nobody has taken it
 * - `open`: somebody answers
 * - `waiting`: an answer went out that asks the resident something back
 * - `closed`: done, with a reason
 */
export const states = ['sorting', 'new', 'open', 'waiting', 'closed'] as const;
export type State = (typeof states)[number];

const next: Readonly<Record<State, readonly State[]>> = {
  sorting: ['new', 'closed'],
  new: ['open', 'sorting', 'closed'],
  open: ['new', 'waiting', 'sorting', 'closed'],
  waiting: ['new', 'open', 'closed'],
  closed: ['open'],
};

/** Whether the table of states in the glossary draws this arrow. */
export const mayMove = (from: State, to: State): boolean => next[from].includes(to);

/** Why a matter was closed. `merged` is set by merging alone and never chosen by hand. */
export const closeReasons = ['solved', 'answered', 'passed-on', 'no-reply', 'not-for-city'] as const;
export type CloseReason = (typeof closeReasons)[number];

/** What the resident reads when their matter is closed for this reason. */
export const closingTemplate: Readonly<Record<CloseReason, TemplateName>> = {
  solved: 'closedSolved',
  answered: 'closedAnswered',
  'passed-on': 'closedPassedOn',
  'no-reply': 'closedNoReply',
  'not-for-city': 'closedNotForCity',
};

/** Transfer makes a matter new in its next department; a closed matter must be reopened first. */
export const stateAfterTransfer = (from: State, toSortingDesk: boolean): State | null => {
  if (from === 'closed') return null;
  return toSortingDesk ? 'sorting' : 'new';
};

/** An answer opens what was new or waiting; one that asks something back makes it wait for the resident. */
export const stateAfterAnswer = (from: State, asksBack: boolean): State | null => {
  switch (from) {
    case 'sorting':
    case 'closed':
      return null;
    case 'new':
    case 'open':
    case 'waiting':
      return asksBack ? 'waiting' : 'open';
  }
};

/** How long the notice of a closing or a transfer is held back, so that a slip can be undone before anybody reads of it. */
export const undoWithinMs = 8_000;

/** What staff may do with a matter in this state, in the order the inbox shows it. */
export const matterActions = ['reply', 'note', 'transfer', 'assign', 'close', 'reopen'] as const;
export type MatterAction = (typeof matterActions)[number];

export const allowedActions = (state: State): readonly MatterAction[] => {
  switch (state) {
    case 'sorting':
      return ['note', 'transfer', 'assign', 'close'];
    case 'new':
    case 'open':
    case 'waiting':
      return ['reply', 'note', 'transfer', 'assign', 'close'];
    case 'closed':
      return ['note', 'reopen'];
  }
};
