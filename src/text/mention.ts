import type { Content } from '#src/domain/message';

const mostSigns = 60;

/** A message in a few words, for where it is quoted: its beginning, or what kind of thing it is. */
export const mention = (content: Content | null): string => {
  if (content === null) return '取り消されたメッセージ';
  switch (content.kind) {
    case 'text':
      return beginningOf(content.text);
    case 'image':
      return '写真';
    case 'video':
      return '動画';
    case 'audio':
      return '音声';
    case 'file':
      return beginningOf(content.fileName);
    case 'place':
      return '場所';
    case 'sticker':
      return 'スタンプ';
    case 'unsupported':
      return 'メッセージ';
  }
};

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Counted as the eye counts, in one line. */
const beginningOf = (text: string): string => {
  const signs = Array.from(graphemes.segment(text.replaceAll(/\s+/g, ' ').trim()), ({ segment }) => segment);
  return signs.length > mostSigns ? `${signs.slice(0, mostSigns - 1).join('')}…` : signs.join('');
};
