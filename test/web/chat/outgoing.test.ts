import { expect, test } from 'vitest';
import { notArrived, readDown, withFate, writeDown, type Outgoing } from '#src/web/chat/outgoing';

const at = '2026-11-20T01:00:00.000Z';
const text: Outgoing = {
  id: 'a',
  at,
  said: { kind: 'text', text: '道路に穴があります', quotes: { id: 'q', excerpt: '確認します。' } },
  fate: { kind: 'on-its-way' },
};
const place: Outgoing = {
  id: 'b',
  at,
  said: { kind: 'place', latitude: 33.31, longitude: 130.51 },
  fate: { kind: 'on-its-way' },
};
const photo: Outgoing = {
  id: 'c',
  at,
  said: { kind: 'photo', photo: new Blob(['x']), previewUrl: 'blob:x', keepPlace: false },
  fate: { kind: 'on-its-way' },
};

test('what was not sent when the page closed is there afterwards under the same id, with the reason', () => {
  const fate = { kind: 'not-sent', why: '閉じられました' };
  expect(readDown(writeDown([text, place]), '閉じられました')).toEqual([
    { ...text, fate },
    { ...place, fate },
  ]);
});

test('a photo is not kept over a reload', () => {
  expect(readDown(writeDown([photo, text]), '').map(({ id }) => id)).toEqual(['a']);
  expect(writeDown([photo])).toBeNull();
});

test.each([
  '',
  'null',
  '{"id":1}',
  '[{"id":"a","at":"x","said":{"kind":"text","quotes":null}}]',
  '[null]',
  '[{"id":"a"',
])('what others left in the same place is not taken for a message: %s', (written) =>
  expect(readDown(written, '')).toEqual([]),
);

test('a message that the city has although its answer was lost is not offered again', () => {
  const [arrived] = [
    {
      id: 'a',
      from: 'resident' as const,
      at,
      content: { kind: 'text' as const, text: '道路に穴があります' },
      quotes: null,
      isEdited: false,
      mayTakeBack: true,
    },
  ];
  const talk = { messages: [arrived], hasEarlier: false, isReceiving: false, quickReplies: [] };
  expect(notArrived([text, place], talk)).toEqual([place]);
});

test('only the one that failed changes its fate', () => {
  expect(withFate([text, place], 'b', { kind: 'not-sent', why: '圏外' })).toEqual([
    text,
    { ...place, fate: { kind: 'not-sent', why: '圏外' } },
  ]);
});
