import type { ChatWelcome } from '#src/http/contract/chat';
import { sayDue } from '#web/shared/time';
import { el } from './element.ts';

/** What a resident reads before the first word: what this is, emergencies, hours, and what becomes of the words. */
export const welcomeView = (welcome: ChatWelcome, now: number): readonly Element[] => [
  el('p', { class: 'greeting' }, welcome.greeting),
  emergencyView(),
  el('h2', {}, 'お返事の時間'),
  el('p', {}, welcome.hours.words),
  ...closedView(welcome, now),
  el('h2', {}, 'お預かりする内容'),
  el('ul', {}, ...welcome.privacy.map((sentence) => el('li', {}, sentence))),
];

export const emergencyView = (): Element =>
  el(
    'p',
    { class: 'emergency' },
    el('strong', {}, '急ぐときは電話してください。'),
    '火事・救急は',
    el('a', { href: 'tel:119' }, '119番'),
    '、事件・事故は',
    el('a', { href: 'tel:110' }, '110番'),
  );

const closedView = ({ hours }: ChatWelcome, now: number): readonly Element[] => {
  if (hours.isOpen) return [];
  const next = hours.opensAt === null ? '次の開庁日' : sayDue(hours.opensAt, now);
  return [el('p', { class: 'closed' }, `今は時間外です。送ることはできます。${next}から順に見ます。`)];
};
