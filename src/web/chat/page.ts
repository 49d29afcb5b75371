import type { ChatWelcome } from '#src/http/contract/chat';
import { isSameDay } from '#web/shared/time';
import type { City } from './city.ts';
import { createComposer } from '#web/chat/composer/composer';
import { button, el, fill } from './element.ts';
import { followCity } from './follow-city.ts';
import { isFramed, mayKeepCookie } from './frame.ts';
import { createHead } from './head.ts';
import type { Kept } from './kept.ts';
import { linesOf } from './lines.ts';
import { createLogView } from '#web/chat/log/log-view';
import { createQuickReplies } from '#web/chat/log/quick-replies';
import { createMenuView } from '#web/chat/menu/menu-view';
import { createNotice } from './notice.ts';
import { quoteOf } from './quote.ts';
import { createReading } from './reading.ts';
import { createReceiving } from './receiving.ts';
import { keepRoom } from './room.ts';
import { openTalk, type TalkState } from './talk.ts';
import { isRefusal, sayTrouble } from './troubles.ts';
import { welcomeView } from '#web/chat/menu/welcome-view';

interface Parts {
  readonly root: HTMLElement;
  readonly city: City;
  readonly kept: Kept;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Puts the page together. What is shown follows from the talk's state alone. */
export const openPage = ({ root, city, kept, now, newId }: Parts): void => {
  let welcome: ChatWelcome | null = null;

  const welcomeBox = el('div', { class: 'welcome' }, el('p', { role: 'status' }, '開いています…'));
  const earlier = el(
    'div',
    { class: 'row earlier', hidden: true },
    button('前のやりとりを見る', () => void leafBack()),
  );
  const quick = createQuickReplies({
    onChoose: (choice) => say({ kind: 'choice', ...choice }),
    onFocusLost: () => log.element.focus(),
  });
  const log = createLogView({
    now,
    onTakeBack: (id) => void talk.takeBack(id).then(notice.tellTrouble),
    onAgain: (id) => talk.sayAgain(id),
    onDrop: (id) => talk.drop(id),
    onQuote: (message) => composer.writeAbout(quoteOf(message)),
  });
  const notice = createNotice({
    onSendAll: () => {
      for (const { id, fate } of talk.state().outgoing) if (fate.kind === 'not-sent') talk.sayAgain(id);
    },
  });
  const reading = createReading();
  const receiving = createReceiving();
  const composer = createComposer({
    kept,
    onText: (text, quotes) => say({ kind: 'text', text, quotes }),
    onPhoto: (photo) => say({ kind: 'photo', ...photo }),
    onPlace: (place) => say({ kind: 'place', ...place }),
  });
  const desk = el('div', {}, welcomeBox, earlier, log.element, receiving.element, quick.element);
  const foot = el('div', { class: 'foot-bar' }, reading.element, notice.element, composer.element);

  const menu = createMenuView({
    now,
    hasTalk: () => talk.state().talk !== null,
    makeCode: city.makeCode,
    resume: (code) => talk.resume(code),
    leave: async () => {
      const trouble = await talk.leave();
      if (trouble === null) composer.clear();
      return trouble;
    },
    onDone: (words) => {
      showTalk();
      notice.tell(words);
    },
  });
  const head = createHead({ onMenu: () => showMenu('top'), onBack: () => showTalk() });
  const showMenu = (place: 'top' | 'code') => {
    reading.leave();
    desk.hidden = foot.hidden = true;
    head.show('menu');
    menu.show(welcome, place);
    if (place === 'top') window.scrollTo(0, 0);
  };
  const showTalk = () => {
    menu.hide();
    desk.hidden = foot.hidden = false;
    head.show('talk');
    head.focus();
    reading.begin(talk.state().talk !== null);
  };

  const draw = ({ talk: known, outgoing, hasEnded }: TalkState) => {
    const isAtEnd = reading.isAtEnd();
    const lines = linesOf(known?.messages ?? [], outgoing, isSameDay);
    log.show(lines);
    earlier.hidden = known?.hasEarlier !== true;
    receiving.show(known?.isReceiving ?? false);
    quick.show(known?.quickReplies ?? []);
    notice.showState({ hasEnded, unsent: outgoing.filter(({ fate }) => fate.kind === 'not-sent').length });
    live.listen(known !== null);
    reading.follow(isAtEnd);
  };
  const talk = openTalk({
    city,
    kept,
    now,
    newId,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onChange: draw,
    onShare: (id, share) => log.showShare(id, share),
  });
  const say = (said: Parameters<typeof talk.say>[0]) => {
    notice.tell('');
    talk.say(said);
    reading.toEnd();
  };
  const leafBack = async () => {
    const height = reading.height();
    notice.tellTrouble(await log.quietly(talk.leafBack));
    reading.stay(height);
    if (earlier.hidden) log.element.focus();
  };

  const live = followCity({
    refresh: () => void talk.refresh(),
    hasTalk: () => talk.state().talk !== null,
    onLost: notice.showLost,
  });

  const begin = async () => {
    const answer = await city.readWelcome();
    if (answer.kind === 'not-told') {
      fill(
        welcomeBox,
        el('p', { role: 'alert' }, sayTrouble(answer.trouble)),
        button('もう一度', () => void begin()),
      );
      return;
    }
    welcome = answer.told;
    head.name(welcome.cityName);
    const resume = button('別の端末のやりとりを続ける', () => showMenu('code'), { look: 'quiet' });
    fill(welcomeBox, ...welcomeView(welcome), el('div', { class: 'row' }, resume));
    if (isFramed() && !mayKeepCookie()) {
      notice.leadOutside();
      composer.element.hidden = true;
    }
    const trouble = await log.quietly(talk.refresh);
    if (trouble !== null && !isRefusal(trouble, 'not-logged-in')) notice.tellTrouble(trouble);
    reading.begin(talk.state().talk !== null);
  };

  root.append(head.element, el('main', { class: 'desk' }, desk, menu.element), foot);
  keepRoom(head.element, foot);
  composer.fit();
  draw(talk.state());
  void begin();
};
