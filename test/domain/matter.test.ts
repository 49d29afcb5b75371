import { expect, test } from 'vitest';
import {
  allowedActions,
  closeReasons,
  closingTemplate,
  matterActions,
  mayMove,
  stateAfterAnswer,
  stateAfterTransfer,
  states,
  type MatterAction,
  type State,
} from '#src/domain/matter';

const arrows: Readonly<Record<State, readonly State[]>> = {
  sorting: ['new', 'closed'],
  new: ['open', 'sorting', 'closed'],
  open: ['waiting', 'new', 'sorting', 'closed'],
  waiting: ['open', 'new', 'closed'],
  closed: ['open'],
};

test.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
  'from %s to %s a matter moves only where the glossary draws an arrow',
  (from, to) => {
    expect(mayMove(from, to)).toBe(arrows[from].includes(to));
  },
);

test.each<[State, State | null, State | null]>([
  ['sorting', 'new', 'sorting'],
  ['new', 'new', 'sorting'],
  ['open', 'new', 'sorting'],
  ['waiting', 'new', 'sorting'],
  ['closed', null, null],
])('a transferred %s matter is %s in a department and %s at the sorting desk', (from, there, atDesk) => {
  expect(stateAfterTransfer(from, false)).toBe(there);
  expect(stateAfterTransfer(from, true)).toBe(atDesk);
});

test.each<[State, State | null, State | null]>([
  ['sorting', null, null],
  ['new', 'open', 'waiting'],
  ['open', 'open', 'waiting'],
  ['waiting', 'open', 'waiting'],
  ['closed', null, null],
])('an answered %s matter is %s, and %s when the answer asks back', (from, answered, asked) => {
  expect(stateAfterAnswer(from, false)).toBe(answered);
  expect(stateAfterAnswer(from, true)).toBe(asked);
});

/** An answer to a new matter opens it first, a waiting one that changes hands is taken up first: both pass `open`. */
test('no act of staff leads where the arrows do not', () => {
  const mayReach = (from: State, to: State): boolean =>
    from === to || mayMove(from, to) || (mayMove(from, 'open') && mayMove('open', to));
  for (const from of states) {
    for (const flag of [true, false]) {
      for (const to of [stateAfterTransfer(from, flag), stateAfterAnswer(from, flag)]) {
        if (to !== null) expect(mayReach(from, to), `${from} to ${to}`).toBe(true);
      }
    }
  }
});

test.each<[State, readonly MatterAction[]]>([
  ['sorting', ['note', 'transfer', 'assign', 'close']],
  ['new', ['reply', 'note', 'transfer', 'assign', 'close']],
  ['open', ['reply', 'note', 'transfer', 'assign', 'close']],
  ['waiting', ['reply', 'note', 'transfer', 'assign', 'close']],
  ['closed', ['note', 'reopen']],
])('staff are offered for a %s matter what the rules let them do', (state, offered) => {
  expect(allowedActions(state)).toEqual(offered);
  expect(offered.includes('reply')).toBe(stateAfterAnswer(state, false) !== null);
  expect(offered.includes('transfer')).toBe(stateAfterTransfer(state, false) !== null);
  expect(offered.includes('close')).toBe(mayMove(state, 'closed'));
  expect(offered.includes('reopen')).toBe(state === 'closed' && mayMove(state, 'open'));
  expect(offered).toEqual(matterActions.filter((action) => offered.includes(action)));
});

test('every reason for closing is told to the resident in its own words', () => {
  expect(new Set(closeReasons.map((reason) => closingTemplate[reason])).size).toBe(closeReasons.length);
});
