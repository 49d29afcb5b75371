import { expect, test } from 'vitest';
import { partsOf } from '#src/web/chat/links';

const linksIn = (text: string) =>
  partsOf(text).flatMap((part) => (part.kind === 'link' ? [part.address] : []));

test('an address in an answer can be touched, without the Japanese around it', () => {
  expect(partsOf('工事はhttps://www.city.example/road/をご覧ください。')).toEqual([
    { kind: 'words', words: '工事は' },
    { kind: 'link', address: 'https://www.city.example/road/' },
    { kind: 'words', words: 'をご覧ください。' },
  ]);
  expect(linksIn('（https://a.example/x?y=1）と http://b.example.')).toEqual([
    'https://a.example/x?y=1',
    'http://b.example',
  ]);
});

test('nothing is lost and nothing but addresses of the web becomes a link', () => {
  const text = 'javascript:alert(1) と mailto:a@b.example と https://c.example!!';
  expect(linksIn(text)).toEqual(['https://c.example']);
  expect(
    partsOf(text)
      .map((part) => (part.kind === 'link' ? part.address : part.words))
      .join(''),
  ).toBe(text);
});
