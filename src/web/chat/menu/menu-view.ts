import type { ChatWelcome } from '#src/http/contract/chat';
import { askTwice } from '#web/chat/ask-twice';
import type { Trouble } from '#web/chat/answer';
import { el, fill } from '#web/chat/element';
import { comeIn, leadOn, type DeviceHands } from './other-device.ts';
import { sayTrouble } from '#web/chat/troubles';
import { welcomeView } from './welcome-view.ts';

interface Hands extends DeviceHands {
  readonly leave: () => Promise<Trouble | null>;
}

/** What can be read again, and what is done once in a while. It stands in the place of the talk, so nothing lies on top. */
export const createMenuView = (hands: Hands) => {
  const heading = el('h2', { tabindex: '-1' }, 'ご案内と設定');
  const about = el('section', { class: 'about' });
  const doors = el('div', {});
  const element = el('section', { class: 'menu', hidden: true }, heading, doors, about);
  return {
    element,
    show: (welcome: ChatWelcome | null, place: 'top' | 'code') => {
      fill(
        doors,
        ...(hands.hasTalk() ? [leadOn(hands)] : []),
        comeIn(hands),
        ...(hands.hasTalk() ? [forget(hands)] : []),
      );
      fill(about, ...(welcome === null ? [] : welcomeView(welcome)));
      element.hidden = false;
      if (place === 'top') heading.focus();
      else element.querySelector('input')?.focus();
    },
    hide: () => {
      element.hidden = true;
    },
  };
};

const forget = ({ leave, onDone }: Hands): Element => {
  const said = el('p', { class: 'trouble', role: 'status' });
  const go = async () => {
    const trouble = await leave();
    if (trouble === null) onDone('この端末から、やりとりを消しました。');
    else said.textContent = sayTrouble(trouble);
  };
  const wish = askTwice({
    wish: 'この端末から消す',
    look: 'plain',
    question: 'この端末では、お返事も読めなくなります。消しますか。',
    yes: '消す',
    onYes: () => void go(),
  });
  return el(
    'section',
    {},
    el('h3', {}, 'この端末から消す'),
    el('p', {}, 'ほかの人も使う端末では、終わったら消してください。市に届いた相談はそのまま続きます。'),
    wish,
    said,
  );
};
