import { expect, test } from 'vitest';
import { isSurelyAnswered } from '#src/domain/surely-answered';
import type { Content } from '#src/domain/message';

const words: Content = { kind: 'text', text: '道路に穴があります' };
const thanks: Content = { kind: 'sticker', words: [] };
const place: Content = { kind: 'place', latitude: 33, longitude: 130, title: null, address: null };

test.each<[Content, boolean, boolean, boolean]>([
  [words, false, false, true],
  [thanks, false, false, true],
  [{ kind: 'image' }, true, false, true],
  [words, false, true, false],
  [thanks, false, true, false],
  [{ kind: 'image' }, false, true, true],
  [{ kind: 'image' }, true, true, false],
  [{ kind: 'video' }, false, true, true],
  [{ kind: 'audio' }, false, true, true],
  [{ kind: 'file', fileName: 'a.pdf' }, false, true, true],
  [place, false, true, true],
  [{ kind: 'unsupported', name: 'scent' }, false, true, true],
])(
  '%j (in a set: %s, of a resident with matters: %s) is surely answered: %s',
  (content, isInSet, hasMatters, is) => {
    expect(isSurelyAnswered({ content, isInSet, hasMatters })).toBe(is);
  },
);
