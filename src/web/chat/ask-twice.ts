import { button, el, fill } from './element.ts';

interface Deed {
  readonly wish: string;
  readonly look: 'plain' | 'quiet';
  /** What will happen, and whether it is meant. */
  readonly question: string;
  readonly yes: string;
  readonly onYes: () => void;
}

/** A button for what cannot be undone: it asks in its own place before it does it. */
export const askTwice = ({ wish, look, question, yes, onYes }: Deed): HTMLElement => {
  const row = el('div', { class: 'row' });
  const offer = () => {
    const hadFocus = row.contains(document.activeElement);
    const opener = button(wish, ask, { look });
    fill(row, opener);
    if (hadFocus) opener.focus();
  };
  const ask = () => {
    const sure = button(yes, onYes, { look: 'main' });
    fill(row, el('p', { class: 'asked' }, question), sure, button('やめる', offer));
    sure.focus();
  };
  offer();
  return row;
};
