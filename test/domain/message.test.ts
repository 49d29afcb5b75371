import { expect, test } from 'vitest';
import { mediaKindOf, type Content } from '#src/domain/message';

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
