import { expect, test } from 'vitest';
import type { ThreadItem } from '#src/http/contract/matters';
import { newsKey, newsSince, sayNews } from '#src/web/inbox/composer/news';

const at = '2026-11-18T05:00:00Z';
const message = (
  id: string,
  from: 'resident' | 'staff' | 'machine',
  authorName: string | null,
): Extract<ThreadItem, { kind: 'message' }> => ({
  kind: 'message',
  id,
  from,
  authorName,
  at,
  content: { kind: 'text', text: '急ぎます', marks: [] },
  attachments: [],
  quoted: null,
  mayQuote: false,
  edited: null,
  imageSet: null,
  delivery: null,
});
const note = (id: string, authorName: string): ThreadItem => ({
  kind: 'note',
  id,
  authorName,
  at,
  text: '見ました',
});
const ids = (items: readonly ThreadItem[]) => items.map(({ id }) => id);

test('what a resident or a colleague wrote meanwhile is news', () => {
  const thread = [message('old', 'resident', null), message('new', 'resident', null), note('note', '佐藤')];
  expect(ids(newsSince(thread, new Set(['old']), '田中'))).toEqual(['new', 'note']);
});

test('what I did myself and what the machine said is no news', () => {
  const thread = [
    message('mine', 'staff', '田中'),
    message('receipt', 'machine', null),
    note('note', '田中'),
  ];
  expect(newsSince(thread, new Set(), '田中')).toEqual([]);
});

test('that a colleague closed the matter is news, that somebody took it is not', () => {
  const event = (id: string, what: Extract<ThreadItem, { kind: 'event' }>['what']): ThreadItem => ({
    kind: 'event',
    id,
    at,
    actorName: '佐藤',
    what,
  });
  const thread = [
    event('closed', { name: 'closed', reason: 'solved' }),
    event('assigned', { name: 'assigned', assigneeName: '佐藤' }),
  ];
  expect(ids(newsSince(thread, new Set(), '田中'))).toEqual(['closed']);
});

test('a second answer by a colleague is told before anything else', () => {
  expect(sayNews([message('new', 'resident', null), message('answer', 'staff', '佐藤')])).toContain(
    '佐藤さんが返信',
  );
  expect(sayNews([message('new', 'resident', null)])).toContain('1件');
});

test('a message that is written anew is news again, as often as that happens', () => {
  const first = message('said', 'resident', null);
  const again = (at: string): ThreadItem => ({ ...first, edited: { at, afterAnswer: false } });
  const thread = [again('2026-11-18T05:10:00Z')];
  expect(ids(newsSince(thread, new Set([newsKey(first)]), '田中'))).toEqual(['said']);
  expect(sayNews(thread)).toContain('書き直しました');
  expect(newsSince(thread, new Set(thread.map(newsKey)), '田中')).toEqual([]);
  expect(newsSince([again('2026-11-18T05:20:00Z')], new Set(thread.map(newsKey)), '田中')).toHaveLength(1);
});
