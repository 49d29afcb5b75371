import type { ChatMessage } from '#src/http/contract/chat';
import { sayDay } from '#web/shared/time';
import { contentView, saidView } from './content-view.ts';
import { el, fill } from '#web/chat/element';
import { footOf } from './line-foot.ts';
import type { Line } from '#web/chat/lines';
import type { Quote } from '#web/chat/quote';

export interface LineHands {
  readonly now: () => number;
  readonly onTakeBack: (id: string) => void;
  readonly onAgain: (id: string) => void;
  readonly onDrop: (id: string) => void;
  readonly onQuote: (message: ChatMessage) => void;
}

/** The body stays when only the foot changes, so that nobody hears a message twice. */
export interface LineView {
  readonly element: HTMLElement;
  readonly update: (line: Line) => void;
  readonly showShare: (share: number) => void;
}

export const lineView = (first: Line, hands: LineHands): LineView => {
  const element = el('li', {});
  const body = el('div', { class: 'body' });
  const foot = el('div', { class: 'foot' });
  element.append(body, foot);
  let shown = { body: '', foot: '' };
  const update = (line: Line) => {
    const signs = signsOf(line);
    const hadFocus = element.contains(document.activeElement);
    element.className = `line line-${lookOf(line)}`;
    if (signs.body !== shown.body) fill(body, ...bodyOf(line, hands));
    if (signs.foot !== shown.foot) fill(foot, ...footOf(line, hands));
    shown = signs;
    if (hadFocus && !element.contains(document.activeElement)) {
      element.tabIndex = -1;
      element.focus();
    }
  };
  update(first);
  return {
    element,
    update,
    showShare: (share) => {
      const bar = foot.querySelector('progress');
      if (bar !== null) bar.value = share;
    },
  };
};

const lookOf = (line: Line): string => {
  switch (line.kind) {
    case 'day':
      return 'day';
    case 'outgoing':
      return 'own';
    case 'message':
      return line.message.from === 'resident' ? 'own' : line.message.from;
  }
};

const signsOf = (line: Line): { readonly body: string; readonly foot: string } => {
  switch (line.kind) {
    case 'day':
      return { body: line.at, foot: '' };
    case 'outgoing': {
      const { said, fate } = line.outgoing;
      const quotes = said.kind === 'text' ? said.quotes : null;
      return { body: `false ${signOf(said, quotes)}`, foot: JSON.stringify(fate) };
    }
    case 'message': {
      const { content, quotes, at, mayTakeBack, isEdited } = line.message;
      const foot = JSON.stringify([at, content.kind, mayTakeBack, isEdited]);
      return { body: `${line.isJoined} ${signOf(content, quotes)}`, foot };
    }
  }
};

/** The city's copy of a text or a chosen word reads as it did on its way. */
const signOf = (
  told: { readonly kind: string; readonly text?: string; readonly label?: string },
  quotes: Quote | null,
): string => JSON.stringify([told.text ?? told.label ?? told, quotes?.id, quotes?.excerpt]);

const bodyOf = (line: Line, { now }: LineHands): readonly Element[] => {
  switch (line.kind) {
    case 'day':
      return [el('h2', { class: 'day' }, sayDay(line.at, now()))];
    case 'outgoing': {
      const { said } = line.outgoing;
      const quotes = said.kind === 'text' ? said.quotes : null;
      return [speaker('resident'), ...quoteView(quotes), saidView(said)];
    }
    case 'message': {
      const { from, quotes, content } = line.message;
      const view = contentView(content, from === 'resident' ? 'resident' : 'city');
      return [...(line.isJoined ? [] : [speaker(from)]), ...quoteView(quotes), view];
    }
  }
};

const quoteView = (quotes: Quote | null): readonly Element[] => {
  if (quotes === null) return [];
  const lead = el('span', { class: 'unseen' }, '次のメッセージへの返事：');
  return [el('blockquote', { class: 'quote' }, lead, quotes.excerpt)];
};

const speaker = (from: ChatMessage['from']): Element => {
  switch (from) {
    case 'resident':
      return el('p', { class: 'speaker unseen' }, 'あなた');
    case 'machine':
      return el('p', { class: 'speaker' }, '市から（自動の返事）');
    case 'staff':
      return el('p', { class: 'speaker' }, '市の職員から');
  }
};
