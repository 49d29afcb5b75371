import type { ChatTalk } from '#src/http/contract/chat';
import { button, el, fill } from '#web/chat/element';

interface Hands {
  readonly onChoose: (choice: { readonly label: string; readonly data: string }) => void;
  /** They went away under somebody's finger. */
  readonly onFocusLost: () => void;
}

/** Answers that can be given with one touch. The same ones stay the same buttons, whatever else comes in. */
export const createQuickReplies = ({ onChoose, onFocusLost }: Hands) => {
  const element = el('div', { class: 'quick' });
  let shown = '';
  return {
    element,
    show: (replies: ChatTalk['quickReplies']) => {
      const signs = JSON.stringify(replies);
      if (signs === shown) return;
      shown = signs;
      const hadFocus = element.contains(document.activeElement);
      const items = replies.map(({ label, data }) =>
        el(
          'li',
          {},
          button(label, () => onChoose({ label, data })),
        ),
      );
      fill(element, items.length === 0 ? null : el('ul', { 'aria-label': '選んで答える' }, ...items));
      if (hadFocus) onFocusLost();
    },
  };
};
