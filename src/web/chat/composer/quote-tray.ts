import { button, el, fill } from '#web/chat/element';
import type { Quote } from '#web/chat/quote';

/** What the words in the text box are about, until they are sent or it is dropped. */
export const createQuoteTray = (onDrop: () => void) => {
  const element = el('div', { class: 'tray' });
  let chosen: Quote | null = null;
  const choose = (quote: Quote | null) => {
    chosen = quote;
    fill(element, ...(quote === null ? [] : trayView(quote)));
  };
  const drop = button('やめる', () => {
    choose(null);
    onDrop();
  });
  const trayView = ({ excerpt }: Quote): readonly Element[] => [
    el(
      'div',
      { id: 'about' },
      el('p', {}, 'このメッセージについて書きます'),
      el('blockquote', { class: 'quote' }, excerpt),
    ),
    el('div', { class: 'row' }, drop),
  ];
  return { element, choose, chosen: () => chosen };
};
