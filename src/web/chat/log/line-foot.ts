import type { ChatMessage } from '#src/http/contract/chat';
import { sayClock, sayFullTime } from '#web/shared/time';
import { askTwice } from '#web/chat/ask-twice';
import { button, el } from '#web/chat/element';
import type { LineHands } from './line-view.ts';
import type { Line } from '#web/chat/lines';
import type { Outgoing } from '#web/chat/outgoing';

/** Under a message: whether the city has it, since when, and what can still be done with it. */
export const footOf = (line: Line, hands: LineHands): readonly Element[] => {
  switch (line.kind) {
    case 'day':
      return [];
    case 'outgoing':
      return outgoingFoot(line.outgoing, hands);
    case 'message':
      return messageFoot(line.message, hands);
  }
};

const outgoingFoot = ({ id, said, fate }: Outgoing, { onAgain, onDrop }: LineHands): readonly Element[] => {
  switch (fate.kind) {
    case 'on-its-way':
      return [
        el('p', { class: 'fate' }, said.kind === 'photo' ? '写真を送っています…' : '送っています…'),
        ...(said.kind === 'photo'
          ? [el('progress', { max: '1', value: '0', 'aria-label': '送った割合' })]
          : []),
      ];
    case 'waits':
      return [
        el('p', { class: 'fate' }, fate.why),
        button('送らずに消す', () => onDrop(id), { look: 'quiet' }),
      ];
    case 'not-sent':
      return [
        el('p', { class: 'fate trouble' }, el('strong', {}, '送れていません。'), fate.why),
        el(
          'div',
          { class: 'row' },
          button('もう一度送る', () => onAgain(id), { look: 'main' }),
          button('送らずに消す', () => onDrop(id)),
        ),
      ];
  }
};

const messageFoot = (message: ChatMessage, { onTakeBack, onQuote }: LineHands): readonly Element[] => {
  const { id, from, at, content, isEdited, mayTakeBack } = message;
  const time = el('time', { datetime: at, title: sayFullTime(at) }, sayClock(at));
  const words = from === 'resident' && content.kind !== 'taken-back' ? '送りました　' : '';
  const told = el('p', { class: 'fate' }, words, time, isEdited ? '　書き直されました' : null);
  switch (from) {
    // A receipt says nothing that anybody could answer.
    case 'machine':
      return [told];
    case 'staff':
      return [told, button('この返事について書く', () => onQuote(message), { look: 'quiet' })];
    case 'resident':
      return mayTakeBack ? [told, takeBack(id, onTakeBack)] : [told];
  }
};

const takeBack = (id: string, onTakeBack: LineHands['onTakeBack']): Element =>
  askTwice({
    wish: '取り消し',
    look: 'quiet',
    question: 'このメッセージを取り消しますか。市の職員の画面からも消え、元に戻せません。',
    yes: '取り消す',
    onYes: () => onTakeBack(id),
  });
