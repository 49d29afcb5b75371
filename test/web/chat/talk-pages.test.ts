import { expect, test } from 'vitest';
import type { ChatTalk } from '#src/http/contract/chat';
import { withEarlier, withLatest, withTakenBack } from '#src/web/chat/talk-pages';
import { told } from './said.ts';

const talk = (ids: string, hasEarlier = true): ChatTalk => ({
  messages: ids.split('').map((id) => told(id)),
  hasEarlier,
  isReceiving: false,
  quickReplies: [],
});
const idsOf = ({ messages }: ChatTalk) => messages.map(({ id }) => id).join('');

test('what was leafed back to stays when the latest messages are told again', () => {
  const leafed = withEarlier(talk('cd'), talk('ab', false));
  expect(idsOf(leafed)).toBe('abcd');
  const later = withLatest(leafed, talk('de'));
  expect(idsOf(later)).toBe('abcde');
  expect(later.hasEarlier).toBe(false);
});

test('a page that overlaps the one before shows no message twice', () => {
  expect(idsOf(withEarlier(talk('cd'), talk('abc')))).toBe('abcd');
});

test('after a long absence nothing is shown across a gap', () => {
  const later = withLatest(talk('ab', false), talk('xyz'));
  expect(idsOf(later)).toBe('xyz');
  expect(later.hasEarlier).toBe(true);
});

test('the words of a message that was taken back are gone from every page, and from where they were quoted', () => {
  const known = {
    ...talk('ab'),
    messages: [told('a', { quotes: { id: 'x', excerpt: 'ひみつ' } }), told('b')],
  };
  expect(withTakenBack(known, 'a').messages[0]).toMatchObject({
    content: { kind: 'taken-back' },
    quotes: null,
    mayTakeBack: false,
  });
});
