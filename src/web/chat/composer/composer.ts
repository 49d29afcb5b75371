import { button, drawings, el, fill } from '#web/chat/element';
import type { Kept } from '#web/chat/kept';
import { textMostChars } from '#web/chat/limits';
import type { Quote } from '#web/chat/quote';
import { openPhotoTray, type PhotoToSend } from './photo-tray.ts';
import { openPlaceTray, type PlaceToSend } from './place-tray.ts';
import { createQuoteTray } from './quote-tray.ts';

interface Hands {
  readonly kept: Kept;
  readonly onText: (text: string, quotes: Quote | null) => void;
  readonly onPhoto: (photo: PhotoToSend) => void;
  readonly onPlace: (place: PlaceToSend) => void;
}

/** Where a resident writes. A photo or a place is first shown in a tray above, and goes when it is sent from there. */
export const createComposer = ({ kept, onText, onPhoto, onPlace }: Hands) => {
  const field = el('textarea', {
    id: 'words',
    rows: '2',
    autocomplete: 'off',
    'aria-describedby': 'about remark',
  });
  const remark = el('p', { id: 'remark', class: 'remark', role: 'status' });
  const tray = el('div', { class: 'tray' });
  const closeTray = () => fill(tray);
  const quote = createQuoteTray(() => field.focus());

  const fit = () => {
    field.style.height = 'auto';
    // Nothing has a height in a frame that is not shown yet.
    if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight + borderPx}px`;
  };
  const changed = () => {
    kept.write('draft', field.value === '' ? null : field.value);
    remark.textContent = sayRoom(field.value.length);
    fit();
  };
  const send = () => {
    const text = field.value.trim();
    if (text.length > textMostChars) return;
    if (text === '') {
      remark.textContent = '文字を入れてから、送るを押してください。';
      field.focus();
      return;
    }
    field.value = '';
    changed();
    const quotes = quote.chosen();
    quote.choose(null);
    onText(text, quotes);
  };
  field.value = kept.read('draft') ?? '';
  field.addEventListener('input', changed);
  window.addEventListener('resize', fit);
  field.addEventListener('keydown', (event) => {
    // 229: an older browser's word for a key that belongs to a kana-kanji conversion.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  });

  const picker = el('input', {
    type: 'file',
    accept: 'image/*',
    class: 'unseen',
    tabindex: '-1',
    'aria-hidden': 'true',
  });
  const photo = button('写真', () => picker.click(), { drawing: drawings.photo });
  const finish = (opener: HTMLElement) => {
    closeTray();
    opener.focus();
  };
  picker.addEventListener('change', () => {
    const file = picker.files?.[0];
    // The same photo can be chosen again.
    const forget = () => {
      picker.value = '';
    };
    if (file !== undefined)
      void openPhotoTray(tray, file, { onPhoto, onDone: () => finish(photo) }).then(forget, forget);
  });
  const place = button('場所', () => openPlaceTray(tray, { onPlace, onDone: () => finish(place) }), {
    drawing: drawings.place,
  });

  const element = el(
    'form',
    { class: 'composer', 'aria-label': 'メッセージを送る' },
    tray,
    quote.element,
    el('label', { for: 'words' }, '市に伝えたいこと'),
    field,
    remark,
    el(
      'div',
      { class: 'deeds' },
      photo,
      place,
      picker,
      el('button', { type: 'submit', class: 'button button-main send' }, '送る'),
    ),
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  return {
    element,
    /** Once it stands on the page. */
    fit,
    writeAbout: (quoted: Quote) => {
      quote.choose(quoted);
      field.focus();
    },
    clear: () => {
      quote.choose(null);
      field.value = '';
      changed();
      closeTray();
    },
  };
};

const borderPx = 4;
const nearTheEnd = 200;

const sayRoom = (chars: number): string => {
  const room = textMostChars - chars;
  if (room < 0) return `${-room}文字多いため送れません。短くするか、分けて送ってください。`;
  return room <= nearTheEnd ? `あと${room}文字書けます。` : '';
};
