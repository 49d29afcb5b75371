import type { ChatWelcome } from '#src/http/contract/chat';
import { sayTime } from '#web/shared/time';
import type { Answer, Trouble } from './ask.ts';
import type { ChatCode } from './city.ts';
import { button, el, fill } from './element.ts';
import { sayTrouble } from './troubles.ts';
import { welcomeView } from './welcome-view.ts';

interface Hands {
  readonly now: () => number;
  readonly hasTalk: () => boolean;
  readonly makeCode: () => Promise<Answer<ChatCode>>;
  readonly resume: (code: string) => Promise<Trouble | null>;
  readonly leave: () => Promise<Trouble | null>;
  /** Back to the talk, with a word about what happened. */
  readonly onDone: (words: string) => void;
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
      fill(about, ...(welcome === null ? [] : welcomeView(welcome, hands.now())));
      element.hidden = false;
      if (place === 'top') heading.focus();
      else element.querySelector('input')?.focus();
    },
    hide: () => {
      element.hidden = true;
    },
  };
};

const leadOn = ({ makeCode, now }: Hands): Element => {
  const said = el('div', { role: 'status' });
  const make = async () => {
    const answer = await makeCode();
    if (answer.kind === 'not-told') {
      fill(said, el('p', { class: 'trouble' }, sayTrouble(answer.trouble)));
      return;
    }
    const { code, expiresAt } = answer.told;
    fill(
      said,
      el('p', { class: 'code' }, code),
      el(
        'p',
        {},
        `別の端末でこのページを開き、この番号を入れてください。${sayTime(expiresAt, now())}まで、一度だけ使えます。`,
      ),
      el('p', {}, 'この番号は、ほかの人に見せないでください。'),
    );
  };
  return el(
    'section',
    {},
    el('h3', {}, '別の端末で続ける'),
    el('p', {}, 'このやりとりを、家のパソコンなど別の端末でも見られるようにします。'),
    el(
      'div',
      { class: 'row' },
      button('番号を出す', () => void make()),
    ),
    said,
  );
};

const comeIn = ({ resume, hasTalk, onDone }: Hands): Element => {
  const field = el('input', {
    id: 'code',
    type: 'text',
    maxlength: '20',
    autocomplete: 'one-time-code',
    autocapitalize: 'characters',
    spellcheck: 'false',
  });
  const said = el('p', { class: 'trouble', role: 'status' });
  const form = el(
    'form',
    {},
    el('label', { for: 'code' }, '別の端末に出た番号'),
    field,
    said,
    el('div', { class: 'row' }, el('button', { type: 'submit', class: 'button button-plain' }, '続きを開く')),
  );
  const enter = async () => {
    said.textContent = '';
    const code = field.value.trim();
    if (code === '') {
      said.textContent = '番号を入れてください。';
      field.focus();
      return;
    }
    const trouble = await resume(code);
    if (trouble === null) onDone('やりとりの続きを開きました。');
    else said.textContent = sayTrouble(trouble);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void enter();
  });
  return el(
    'section',
    {},
    el('h3', {}, '別の端末のやりとりを、ここで開く'),
    hasTalk() ? el('p', {}, '今この端末にあるやりとりは、ここでは見られなくなります。') : null,
    form,
  );
};

const forget = ({ leave, onDone }: Hands): Element => {
  const row = el('div', { class: 'row' });
  const said = el('p', { class: 'trouble', role: 'status' });
  const go = async () => {
    const trouble = await leave();
    if (trouble === null) onDone('この端末から、やりとりを消しました。');
    else said.textContent = sayTrouble(trouble);
  };
  const ask = () => {
    const yes = button('消す', () => void go(), { look: 'main' });
    fill(
      row,
      el('p', { class: 'asked' }, 'この端末では、お返事も読めなくなります。消しますか。'),
      yes,
      button('やめる', offer),
    );
    yes.focus();
  };
  const offer = () => {
    const had = row.contains(document.activeElement);
    const wish = button('この端末から消す', ask);
    fill(row, wish);
    if (had) wish.focus();
  };
  offer();
  return el(
    'section',
    {},
    el('h3', {}, 'この端末から消す'),
    el('p', {}, 'ほかの人も使う端末では、終わったら消してください。市に届いた相談はそのまま続きます。'),
    row,
    said,
  );
};
