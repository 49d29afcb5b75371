import { sayDue } from '#web/shared/time';
import type { Answer, Trouble } from '#web/chat/answer';
import type { ChatCode } from '#web/chat/city';
import { button, el, fill } from '#web/chat/element';
import { sayTrouble } from '#web/chat/troubles';

export interface DeviceHands {
  readonly now: () => number;
  readonly hasTalk: () => boolean;
  readonly makeCode: () => Promise<Answer<ChatCode>>;
  readonly resume: (code: string) => Promise<Trouble | null>;
  /** Back to the talk, with a word about what happened. */
  readonly onDone: (words: string) => void;
}

/** Shows the code that opens this talk on another device. */
export const leadOn = ({ makeCode, now }: DeviceHands): Element => {
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
        `別の端末でこのページを開き、この番号を入れてください。${sayDue(expiresAt, now())}まで、一度だけ使えます。`,
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

/** Takes the code that another device shows. */
export const comeIn = ({ resume, hasTalk, onDone }: DeviceHands): Element => {
  const field = el('input', {
    id: 'code',
    type: 'text',
    maxlength: '20',
    autocomplete: 'off',
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
  const refuse = (why: string) => {
    said.textContent = why;
    // Who pressed Enter at the lower edge of a small screen has it under that edge.
    if (said.getBoundingClientRect().bottom > window.innerHeight) said.scrollIntoView(false);
  };
  const enter = async () => {
    said.textContent = '';
    const code = field.value.trim();
    if (code === '') {
      refuse('番号を入れてください。');
      field.focus();
      return;
    }
    const trouble = await resume(code);
    if (trouble === null) onDone('やりとりの続きを開きました。');
    else refuse(sayTrouble(trouble));
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
