import { expect, test } from 'vitest';
import { linesOf } from '#src/web/chat/lines';
import { isSameDay } from '#src/web/shared/time';
import { told } from './said.ts';

test('each day has one heading, by the calendar of Japan, and what is on its way stands last', () => {
  const lines = linesOf(
    [
      told('a', { at: '2026-11-19T14:59:00.000Z' }),
      told('b', { at: '2026-11-19T15:01:00.000Z' }),
      told('c', { at: '2026-11-20T10:00:00.000Z' }),
    ],
    [
      {
        id: 'd',
        at: '2026-11-20T11:00:00.000Z',
        said: { kind: 'text', text: 'x', quotes: null },
        fate: { kind: 'on-its-way' },
      },
    ],
    isSameDay,
  );
  expect(lines.map(({ kind, key }) => (kind === 'day' ? '-' : key)).join('')).toBe('-a-bcd');
});

test('a line keeps its key when the city has taken the message', () => {
  const outgoing = {
    id: 'a',
    at: '2026-11-20T01:00:00.000Z',
    said: { kind: 'text', text: 'x', quotes: null },
    fate: { kind: 'on-its-way' },
  } as const;
  const [, before] = linesOf([], [outgoing], isSameDay);
  const [, after] = linesOf([told('a')], [], isSameDay);
  expect(before?.key).toBe(after?.key);
});

test('who speaks for the city is said once for what came in one send, and again for the next', () => {
  const [at, later] = ['2026-11-20T01:00:00.000Z', '2026-11-20T01:00:01.000Z'];
  const lines = linesOf(
    [
      told('a', { at }),
      told('b', { at, from: 'staff' }),
      told('c', { at, from: 'staff' }),
      told('d', { at: later, from: 'staff' }),
      told('e', { at: later, from: 'machine' }),
      told('f', { at: later }),
      told('g', { at: later }),
    ],
    [],
    isSameDay,
  );
  const joined = lines.flatMap((line) => (line.kind === 'message' && line.isJoined ? line.key : []));
  expect(joined).toEqual(['c']);
});
