import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callback, event, eventsIn, receive } from './signed.ts';

const told = (change: Readonly<Record<string, unknown>>) => eventsIn(callback(event(change)))[0];
const saying = (message: unknown) => told({ message })?.what;

test('several residents in one body each keep their own thread', () => {
  const events = eventsIn(
    callback(
      event({ source: { type: 'user', userId: 'Uhana' }, webhookEventId: '1' }),
      event({ source: { type: 'user', userId: 'Uken' }, webhookEventId: '2' }),
    ),
  );
  expect(events.map(({ address, eventId }) => [address, eventId])).toEqual([
    ['Uhana', '1'],
    ['Uken', '2'],
  ]);
});

test('a kind of event that LINE invents tomorrow is kept', () => {
  expect(told({ type: 'waved', hand: 'left' })?.what).toEqual({
    kind: 'ignored',
    name: 'waved',
    raw: event({ type: 'waved', hand: 'left' }),
  });
});

test('fields that LINE adds tomorrow change nothing', () => {
  const message = { type: 'text', id: '1', text: 'はい', mood: { is: 'glad' } };
  expect(saying(message)).toMatchObject({ kind: 'message', content: { kind: 'text', text: 'はい' } });
});

test('a kind of message that LINE invents tomorrow is a message that staff see', () => {
  expect(saying({ type: 'scent', id: '1' })).toMatchObject({
    kind: 'message',
    messageExternalId: '1',
    content: { kind: 'unsupported', name: 'scent' },
  });
});

test.each([
  [{ type: 'text', id: '1', text: 7 }, 'message/text'],
  [{ type: 'text', text: 'no id' }, 'message/text'],
  [{ type: 'location', id: '1', latitude: 91, longitude: 0 }, 'message/location'],
  [{ type: 'file', id: '1' }, 'message/file'],
  [null, 'message'],
])('a broken message is kept and costs its neighbour nothing: %j', (message, name) => {
  const [broken, whole] = eventsIn(callback(event({ message }), event()));
  expect(broken?.what).toEqual({ kind: 'ignored', name, raw: event({ message }) });
  expect(whole?.what.kind).toBe('message');
});

test.each(['unsend', 'postback'])('an %s without what it is about is kept', (type) => {
  expect(told({ type })?.what).toMatchObject({ kind: 'ignored', name: type });
});

test.each([
  ['imageSet', { type: 'image', id: '1', imageSet: { index: 0, total: 2 } }, { content: { kind: 'image' } }],
  [
    'quoteToken',
    { type: 'text', id: '1', text: 'あ', quoteToken: 7 },
    { content: { kind: 'text', text: 'あ' } },
  ],
  ['keywords', { type: 'sticker', id: '1', keywords: 'hi' }, { content: { kind: 'sticker', words: [] } }],
])('an odd %s does not cost the message', (_, message, expected) => {
  expect(saying(message)).toMatchObject({ ...expected, quoteToken: null, imageSet: null });
});

test('a message of nobody we know is kept', () => {
  expect(told({ source: undefined })).toMatchObject({
    address: null,
    what: { kind: 'ignored', name: 'message' },
  });
  expect(told({ source: { type: 'user' } })).toMatchObject({ address: null, what: { kind: 'ignored' } });
});

test('an event without circumstances is a first delivery to an active account, and of nobody', () => {
  const bare = { type: 'message', timestamp: 1, webhookEventId: 'x', source: null, mode: null };
  expect(eventsIn(callback({ ...bare, deliveryContext: null }))[0]).toMatchObject({
    isRedelivery: false,
    address: null,
    what: { kind: 'ignored', name: 'message' },
  });
});

test('what PostgreSQL cannot keep becomes a replacement character, wherever it stands', () => {
  const text = 'a\0b\uD800c\uDC00𠮷';
  expect(saying({ type: 'text', id: '1', text })).toMatchObject({
    content: { kind: 'text', text: 'a\uFFFDb\uFFFDc\uFFFD𠮷' },
  });
  expect(told({ type: 'waved', 'k\0': [{ deep: '\0' }] })?.what).toMatchObject({
    raw: { 'k\uFFFD': [{ deep: '\uFFFD' }] },
  });
});

test('no bytes make receiving throw', () => {
  const odd = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((json) => Buffer.from(json)),
    fc.array(eventLike, { maxLength: 3 }).map((events) => Buffer.from(JSON.stringify(callback(...events)))),
  );
  fc.assert(
    fc.property(odd, fc.option(fc.string(), { nil: undefined }), (body, signature) => {
      expect(['events', 'malformed']).toContain(receive(body).kind);
      if (signature !== undefined) expect(receive(body, signature).kind).toBe('bad-signature');
    }),
    { numRuns: 1_000 },
  );
});

test('a body of nothing but brackets is malformed, not a stack overflow', () => {
  expect(receive('['.repeat(200_000) + ']'.repeat(200_000))).toEqual({ kind: 'malformed' });
});

/** Nearly an event: each field is right or anything. */
const orAnything = (right: unknown) => fc.oneof(fc.constant(right), fc.jsonValue());
const eventLike = fc
  .record({
    type: orAnything('message'),
    message: fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom('text', 'image', 'location', 'sticker', 'file', '__proto__', 'constructor'),
        id: orAnything('1'),
        text: fc.jsonValue(),
        keywords: fc.jsonValue(),
        imageSet: fc.jsonValue(),
      }),
    ),
    timestamp: orAnything(1),
    webhookEventId: orAnything('1'),
    source: fc.oneof(fc.jsonValue(), fc.record({ type: orAnything('user'), userId: orAnything('U1') })),
    mode: orAnything('active'),
    unsend: fc.jsonValue(),
  })
  .map((fields) => event(fields));
