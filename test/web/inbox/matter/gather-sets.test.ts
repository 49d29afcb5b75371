import { expect, test } from 'vitest';
import type { ThreadItem } from '#src/http/contract/matters';
import { gatherSets, speakerOf } from '#src/web/inbox/matter/gather-sets';

const photo = (id: string, imageSet: { id: string; index: number; total: number } | null): ThreadItem => ({
  kind: 'message',
  id,
  from: 'resident',
  authorName: null,
  at: '2026-11-18T05:00:00Z',
  content: { kind: 'image', elsewhere: null },
  attachments: [],
  quoted: null,
  mayQuote: true,
  edited: null,
  imageSet,
  delivery: null,
});
const of = (set: string, index: number, total: number) => photo(`${set}${index}`, { id: set, index, total });

test('the photos of a set stand together in their order, where the first of them came', () => {
  const shown = gatherSets([
    photo('before', null),
    of('a', 3, 3),
    photo('between', null),
    of('a', 1, 3),
    of('b', 1, 2),
  ]);
  expect(
    shown.map((item) =>
      item.kind === 'photo-set' ? [item.total, item.messages.map(({ id }) => id)] : item.id,
    ),
  ).toEqual(['before', [3, ['a1', 'a3']], 'between', [2, ['b1']]]);
  expect(shown.map((item) => speakerOf(item)?.id)).toEqual(['before', 'a1', 'between', 'b1']);
});
