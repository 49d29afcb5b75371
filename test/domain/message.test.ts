import { expect, test } from 'vitest';
import { mediaKindOf, wordsOf, type Content } from '#src/domain/message';

const samples: Readonly<Record<Content['kind'], Content>> = {
  text: { kind: 'text', text: '道路に穴があいています' },
  image: { kind: 'image' },
  video: { kind: 'video' },
  audio: { kind: 'audio' },
  file: { kind: 'file', fileName: '申請書.pdf' },
  place: { kind: 'place', latitude: 33.3, longitude: 130.5, title: null, address: null },
  sticker: { kind: 'sticker', words: ['ありがとう'] },
  unsupported: { kind: 'unsupported', name: 'flex' },
};

test('photos, videos, sounds and files bring an attachment; nothing else does', () => {
  const brings = Object.entries(samples).map(([kind, content]) => [kind, mediaKindOf(content)]);
  expect(Object.fromEntries(brings)).toEqual({
    text: null,
    image: 'image',
    video: 'video',
    audio: 'audio',
    file: 'file',
    place: null,
    sticker: null,
    unsupported: null,
  });
});

test('a medium on somebody’s own server brings none: nothing is fetched from there', () => {
  for (const kind of ['image', 'video', 'audio'] as const)
    expect(mediaKindOf({ kind, elsewhere: 'photo.example' })).toBeNull();
});

test('the words of a text are what is left without the names of small pictures', () => {
  const marks = [
    { kind: 'emoji', index: 0, length: 6 },
    { kind: 'mention', index: 6, length: 3 },
    { kind: 'emoji', index: 14, length: 4 },
  ] as const;
  expect(wordsOf({ kind: 'text', text: '(moon)@市役 街灯です(ok)！', marks })).toBe('@市役 街灯です！');
  expect(wordsOf({ kind: 'text', text: 'そのまま' })).toBe('そのまま');
});
