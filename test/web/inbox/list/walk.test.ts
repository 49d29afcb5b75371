import { expect, test } from 'vitest';
import { neighbourOf, nextWaiting } from '#src/web/inbox/list/walk';

const waits = '2026-11-18T05:00:00Z';
const rows = [
  { id: 'a', waitingSince: waits },
  { id: 'b', waitingSince: null },
  { id: 'c', waitingSince: waits },
  { id: 'd', waitingSince: null },
];

test('j and k step to the rows beside the opened one and stop at the ends', () => {
  expect(neighbourOf(rows, 'b', 1, 0)).toBe('c');
  expect(neighbourOf(rows, 'b', -1, 0)).toBe('a');
  expect(neighbourOf(rows, 'd', 1, 0)).toBeNull();
  expect(neighbourOf(rows, 'a', -1, 0)).toBeNull();
});

test('with nothing opened the walk begins at the top', () => {
  expect(neighbourOf(rows, null, 1, 2)).toBe('a');
});

test('a matter that has left the list is followed by the row that took its place', () => {
  expect(neighbourOf(rows, 'gone', 1, 2)).toBe('c');
  expect(neighbourOf(rows, 'gone', -1, 2)).toBe('b');
});

test('after an answer the next waiting resident below comes first', () => {
  expect(nextWaiting(rows, 'a')).toBe('c');
});

test('below the last waiting resident the search begins again from the top', () => {
  expect(nextWaiting(rows, 'c')).toBe('a');
});

test('when only the answered resident waits, nobody is next', () => {
  expect(nextWaiting([{ id: 'a', waitingSince: waits }], 'a')).toBeNull();
});
