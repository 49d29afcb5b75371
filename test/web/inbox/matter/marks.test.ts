import { expect, test } from 'vitest';
import { runsOf, sayEmoji, wordsOf } from '#src/web/inbox/matter/marks';

const text = '@市役所 ありがとう(moon)！';
const content = {
  kind: 'text' as const,
  text,
  marks: [
    { kind: 'mention' as const, index: 0, length: 4 },
    { kind: 'emoji' as const, index: 10, length: 6 },
  ],
};

test('a text is cut where its marks begin and end, and loses nothing', () => {
  expect(runsOf(content)).toEqual([
    { kind: 'mention', text: '@市役所' },
    { kind: 'words', text: ' ありがとう' },
    { kind: 'emoji', text: '(moon)' },
    { kind: 'words', text: '！' },
  ]);
  expect(runsOf({ ...content, marks: [] })).toEqual([{ kind: 'words', text }]);
});

test('the name of a small picture is no word of the resident’s', () => {
  expect(wordsOf(content)).toBe('@市役所 ありがとう！');
});

test.each([
  ['(moon grin)', 'moon grin'],
  ['（月）', '月'],
  ['$', ''],
  ['()', ''],
])('%s is told as %j', (alt, name) => {
  expect(sayEmoji(alt)).toBe(name);
});
