import type { ChatWelcome } from '#src/http/contract/chat';
import { el } from '#web/chat/element';

/** What a resident reads before the first word: what this is, emergencies, hours, and what becomes of the words. */
export const welcomeView = ({ greeting, hours, privacy }: ChatWelcome): readonly Element[] => [
  el('p', { class: 'greeting' }, greeting),
  emergencyView(),
  el('h2', {}, 'お返事の時間'),
  el('p', { class: hours.isOpen ? 'open' : 'closed' }, hours.words),
  el('h2', {}, 'お預かりする内容'),
  el('ul', {}, ...privacy.map((sentence) => el('li', {}, sentence))),
];

const emergencyView = (): Element =>
  el(
    'p',
    { class: 'emergency' },
    el('strong', {}, '急ぐときは電話してください。'),
    '火事・救急は',
    el('a', { href: 'tel:119' }, '119番'),
    '、事件・事故は',
    el('a', { href: 'tel:110' }, '110番'),
  );
