import { expect, test } from 'vitest';
import type { OurBook, WorldBook } from './books.ts';
import { compareBooks } from './compare.ts';

/** Two residents, one matter each, two words of the first and one answer to the second. */
const world: WorldBook = {
  said: [
    said('1', 'haru', 1, 'qaaaaabx'),
    said('2', 'haru', 2, 'qaaaaacx'),
    said('3', 'ken', 3, 'qaaaaadx'),
    { ...said('4', 'ken', 4, 'qaaaaaex'), isTakenBack: true },
  ],
  heard: [
    { resident: 'haru', text: '受付番号　11-1111' },
    { resident: 'ken', text: '受付番号　22-2222' },
    { resident: 'ken', text: 'お返事します waaaaaax' },
  ],
  answers: [{ mark: 'waaaaaax', resident: 'ken', isAcknowledged: true }],
  keyedCalls: [
    { retryKey: 'k', content: 'お返事します waaaaaax' },
    { retryKey: 'k', content: 'お返事します waaaaaax' },
  ],
};

const ours: OurBook = {
  messages: [
    { messageId: '1', resident: 'haru', matterIds: ['A'], text: '穴 qaaaaabx' },
    { messageId: '2', resident: 'haru', matterIds: ['A'], text: '穴 qaaaaacx' },
    { messageId: '3', resident: 'ken', matterIds: ['B'], text: '穴 qaaaaadx' },
    { messageId: '4', resident: 'ken', matterIds: [], text: null },
  ],
  matters: [
    { id: 'A', number: '11-1111' },
    { id: 'B', number: '22-2222' },
  ],
  sends: [
    send('haru', 'A', '受付番号　11-1111'),
    send('ken', 'B', '受付番号　22-2222'),
    { ...send('ken', 'B', 'お返事します waaaaaax'), isAnswer: true },
  ],
  marks: new Set(['qaaaaabx', 'qaaaaacx', 'qaaaaadx', 'waaaaaax']),
};

test('where every message, receipt and answer is in its place there is no trouble', () => {
  expect(compareBooks(world, ours)).toEqual([]);
});

const [first, second, third] = ours.messages;
if (first === undefined || second === undefined || third === undefined) throw new Error('three messages');
const [haruHeard, kenHeard, answerHeard] = world.heard;
if (haruHeard === undefined || kenHeard === undefined || answerHeard === undefined)
  throw new Error('three texts');
const otherMatter = { id: 'C', number: '33-3333' };

test.for<[string, string, Partial<WorldBook>, Partial<OurBook>]>([
  ['a message is in no thread', 'lost: qaaaaacx is in no thread', {}, { messages: [first, third] }],
  [
    'a message is in no matter',
    'lost: qaaaaacx is in no matter',
    {},
    { messages: [first, { ...second, matterIds: [] }, third] },
  ],
  [
    'a message has lost its words',
    'lost: qaaaaacx has not its words',
    {},
    { messages: [first, { ...second, text: null }, third] },
  ],
  [
    'a receipt was never read',
    'lost: read 0 times instead of 1 to 1: 受付番号　22-2222',
    { heard: [haruHeard, answerHeard] },
    {},
  ],
  [
    'an answer was never read',
    'lost: the answer waaaaaax was not read',
    { heard: [haruHeard, kenHeard] },
    {},
  ],
  [
    'a matter has no receipt',
    'lost: 11-1111 has 0 receipts',
    { heard: [kenHeard, answerHeard] },
    { sends: ours.sends.slice(1) },
  ],
  [
    'a send was refused',
    'lost: a send ended as refused: 受付番号　11-1111',
    { heard: [kenHeard, answerHeard] },
    { sends: [{ ...send('haru', 'A', '受付番号　11-1111'), state: 'refused' }, ...ours.sends.slice(1)] },
  ],
  [
    'a message is kept twice',
    'doubled: qaaaaadx is kept 2 times',
    {},
    { messages: [...ours.messages, third] },
  ],
  [
    'a message is in two matters',
    'doubled: qaaaaadx is in 2 matters',
    {},
    { messages: [first, second, { ...third, matterIds: ['B', 'C'] }] },
  ],
  [
    'two messages at once opened two matters',
    'doubled: 穴 of one resident is 2 matters: qaaaaabx,qaaaaacx',
    {},
    { messages: [first, { ...second, matterIds: ['C'] }, third], matters: [...ours.matters, otherMatter] },
  ],
  [
    'a receipt was read twice',
    'doubled: read 2 times instead of 1 to 1: 受付番号　22-2222',
    { heard: [...world.heard, kenHeard] },
    {},
  ],
  [
    'an answer was read twice',
    'doubled: read 2 times instead of 1 to 1: お返事します waaaaaax',
    { heard: [...world.heard, answerHeard] },
    {},
  ],
  [
    'an answer was queued and read twice',
    'doubled: the answer waaaaaax was read 2 times',
    { heard: [...world.heard, answerHeard] },
    { sends: [...ours.sends, ...ours.sends.slice(2)] },
  ],
  [
    'a matter has two receipts',
    'doubled: 22-2222 has 2 receipts',
    { heard: [...world.heard, kenHeard] },
    { sends: [...ours.sends, send('ken', 'B', '受付番号　22-2222')] },
  ],
  [
    'a younger message stands before an older one',
    'misordered: 1 stands behind a younger one',
    {},
    { messages: [second, first, third] },
  ],
  [
    'a message is in a thread of somebody else',
    'misdirected: qaaaaacx is in a thread of ken',
    {},
    { messages: [first, { ...second, resident: 'ken' }, third] },
  ],
  [
    'a matter holds the words of two residents',
    'misdirected: A holds words of haru,ken',
    {},
    { messages: [first, second, { ...third, matterIds: ['A'] }] },
  ],
  [
    'somebody read the receipt of another',
    "misdirected: read of another's matter 22-2222",
    { heard: [...world.heard, { resident: 'haru', text: '受付番号　22-2222' }] },
    {},
  ],
  [
    'somebody read what nobody was to read',
    'misdirected: read 1 times instead of 0 to 0: 何か',
    { heard: [...world.heard, { resident: 'haru', text: '何か' }] },
    {},
  ],
  [
    'somebody read the answer to another',
    'misdirected: waaaaaax is for ken',
    { heard: [...world.heard, { resident: 'haru', text: 'お返事します waaaaaax' }] },
    {},
  ],
  [
    'words that were taken back are somewhere',
    'left: qaaaaaex was taken back and is still there',
    {},
    { marks: new Set(['qaaaaaex']) },
  ],
  [
    'a retry key went with other words',
    'rekeyed: k was used with several contents',
    { keyedCalls: [...world.keyedCalls, { retryKey: 'k', content: 'ほか' }] },
    {},
  ],
])('it is noticed when %s: %s', ([, expected, worldChange, ourChange]) => {
  const troubles = compareBooks({ ...world, ...worldChange }, { ...ours, ...ourChange });
  expect(troubles.map(({ kind, says }) => `${kind}: ${says}`)).toContain(expected);
});

test('what may have arrived counts as neither lost nor doubled', () => {
  const sends = ours.sends.map((one) => ({ ...one, state: 'unknown' }));
  const answers = world.answers.map((one) => ({ ...one, isAcknowledged: false }));
  expect(compareBooks(world, { ...ours, sends })).toEqual([]);
  expect(compareBooks({ ...world, answers, heard: [] }, { ...ours, sends })).toEqual([]);
});

test('what was never acknowledged need not be there', () => {
  const unacknowledged = world.said.map((one) => ({ ...one, isAcknowledged: false }));
  const nothing = { ...ours, messages: [], matters: [], sends: [], marks: new Set<string>() };
  expect(compareBooks({ ...world, said: unacknowledged, heard: [], answers: [] }, nothing)).toEqual([]);
});

function said(messageId: string, resident: string, at: number, mark: string) {
  return { messageId, resident, at, mark, topic: '穴', isAcknowledged: true, isTakenBack: false };
}

function send(resident: string, matterId: string, text: string) {
  return { resident, matterId, isAnswer: false, texts: [text], state: 'accepted' };
}
