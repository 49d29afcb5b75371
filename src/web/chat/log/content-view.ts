import type { ChatContent } from '#src/http/contract/chat';
import { el } from '#web/chat/element';
import { partsOf } from '#web/chat/links';
import type { Said } from '#web/chat/outgoing';
import { saySize } from '#web/shared/size';

type Author = 'resident' | 'city';

export const contentView = (content: ChatContent, author: Author): Element => {
  switch (content.kind) {
    case 'text':
      return author === 'city' ? withLinks(content.text) : textView(content.text);
    case 'image':
      return photoView(content.previewUrl ?? content.url, content.url, author);
    case 'file':
      return fileView(content);
    case 'place':
      return placeView(content);
    case 'taken-back':
      return el('p', { class: 'gone' }, 'このメッセージは取り消されました');
  }
};

export const saidView = (said: Said): Element => {
  switch (said.kind) {
    case 'text':
      return textView(said.text);
    case 'choice':
      return textView(said.label);
    case 'photo':
      return photoView(said.previewUrl, null, 'resident');
    case 'place':
      return placeView({ ...said, title: null, address: null });
  }
};

const textView = (text: string): Element => el('p', { class: 'words' }, text);

const withLinks = (text: string): Element =>
  el(
    'p',
    { class: 'words' },
    ...partsOf(text).map((part) =>
      part.kind === 'words' ? part.words : outside(part.address, part.address),
    ),
  );

/** Another page never takes the place of the talk, which may stand in a frame of the city's site. */
const outside = (address: string, words: string): Element =>
  el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, words);

const photoView = (shown: string | null, whole: string | null, author: Author): Element => {
  const words = author === 'city' ? '市から届いた写真' : '送った写真';
  if (shown === null) return el('p', { class: 'words' }, `${words}（まだ表示できません）`);
  const image = el('img', { src: shown, alt: words, class: 'photo' });
  // A kind that this browser cannot draw, such as HEIC.
  image.addEventListener('error', () => image.replaceWith(el('span', {}, words)));
  if (whole === null) return el('p', { class: 'words' }, image);
  const link = el('a', { href: whole, target: '_blank', rel: 'noopener', class: 'photo-link' }, image);
  return el('p', { class: 'words' }, link);
};

const fileView = ({ fileName, bytes, url }: Extract<ChatContent, { kind: 'file' }>): Element => {
  const words = bytes === null ? fileName : `${fileName}（${saySize(bytes)}）`;
  if (url === null) return el('p', { class: 'words' }, `${words}　準備しています`);
  return el('p', { class: 'words' }, el('a', { href: url, target: '_blank', rel: 'noopener' }, words));
};

type Place = Omit<Extract<ChatContent, { kind: 'place' }>, 'kind'>;

/** The map is the national one; where the place is stands behind the # and stays in the browser. */
const placeView = ({ latitude, longitude, title, address }: Place): Element => {
  const map = `https://maps.gsi.go.jp/#17/${latitude.toFixed(6)}/${longitude.toFixed(6)}/`;
  const said = [title, address].filter((words) => words !== null && words !== '').join('　');
  return el(
    'div',
    { class: 'words' },
    el('p', {}, said === '' ? '場所' : `場所　${said}`),
    el('p', {}, outside(map, '地図で確かめる')),
  );
};
