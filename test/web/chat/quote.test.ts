import { expect, test } from 'vitest';
import type { ChatContent } from '#src/http/contract/chat';
import { mention } from '#src/text/mention';
import { quoteOf } from '#src/web/chat/quote';
import { told } from './said.ts';

const excerpt = (content: ChatContent): string => quoteOf(told('a', { content })).excerpt;

test.each(['確認します。', ' 一行目\n二行目　 ', 'あ'.repeat(60), '𠮷野家の前'.repeat(20)])(
  'what a resident writes about reads at once as the city will tell it: %s',
  (text) => expect(excerpt({ kind: 'text', text })).toBe(mention({ kind: 'text', text })),
);

test('what has no words is named by its kind, as the city names it', () => {
  expect(excerpt({ kind: 'image', url: null, previewUrl: null })).toBe(mention({ kind: 'image' }));
  expect(excerpt({ kind: 'taken-back' })).toBe(mention(null));
  const fileName = '工事の図.pdf';
  expect(excerpt({ kind: 'file', fileName, bytes: null, url: null })).toBe(
    mention({ kind: 'file', fileName }),
  );
  const spot = { kind: 'place', latitude: 33, longitude: 130, title: null, address: null } as const;
  expect(excerpt(spot)).toBe(mention(spot));
});
