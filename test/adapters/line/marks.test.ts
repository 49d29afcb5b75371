import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from '#src/domain/message';
import { callback, event, eventsIn } from './signed.ts';

const saying = (message: object) => {
  const [told] = eventsIn(callback(event({ message: { type: 'text', id: '1', ...message } })));
  if (told?.what.kind !== 'message' || told.what.content.kind !== 'text') throw new Error('not understood');
  return told.what.content;
};

test('LINE’s own small pictures and the names of those addressed are marked where they stand', () => {
  const text = '@市役所 街灯が消えました(sad)(sad)';
  expect(
    saying({
      text,
      emojis: [
        { index: 13, length: 5, productId: 'p', emojiId: '1' },
        { index: 18, length: 5, productId: 'p', emojiId: '1' },
      ],
      mention: { mentionees: [{ index: 0, length: 4, type: 'user', userId: 'U1' }] },
    }),
  ).toEqual({
    kind: 'text',
    text,
    marks: [
      { kind: 'mention', index: 0, length: 4 },
      { kind: 'emoji', index: 13, length: 5 },
      { kind: 'emoji', index: 18, length: 5 },
    ],
  });
});

test.each([
  ['beyond the end', [{ index: 2, length: 9 }]],
  ['before the beginning', [{ index: -1, length: 2 }]],
  ['of no length', [{ index: 0, length: 0 }]],
  ['through the middle of a character', [{ index: 1, length: 1 }]],
  ['that is none', [null, 'here', { index: '0' }]],
  ['not even in a list', { index: 0 }],
])('a mark %s costs the text nothing', (_, emojis) => {
  expect(saying({ text: '𠮷野', emojis })).toEqual({ kind: 'text', text: '𠮷野' });
});

test('of two marks over another the first holds', () => {
  const emojis = [
    { index: 0, length: 3 },
    { index: 2, length: 3 },
  ];
  expect(saying({ text: 'abcdef', emojis }).marks).toEqual([{ kind: 'emoji', index: 0, length: 3 }]);
});

test('whatever LINE marks, the words that are left stand in the text in their order', () => {
  const marks = fc.array(
    fc.record({ index: fc.integer({ min: -2, max: 12 }), length: fc.integer({ min: -1, max: 6 }) }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 10 }), marks, (text, emojis) => {
      const content = saying({ text, emojis });
      let from = 0;
      for (const letter of wordsOf(content)) {
        from = content.text.indexOf(letter, from) + letter.length;
        expect(from).toBeGreaterThan(0);
      }
    }),
  );
});
