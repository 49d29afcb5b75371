import { dress, looks, showFocus, type Looks } from './looks.ts';

interface Settings {
  /** Where Kodama is. */
  readonly origin: string;
  readonly label: string;
  /** Null for the corner of the window. */
  readonly target: HTMLElement | null;
}

/** The button on the city's site, and the panel with the chat that it opens. The chat is fetched when it is first opened. */
export const createEmbed = ({ origin, label, target }: Settings): void => {
  const opener = made('button', target === null ? looks.openerInCorner : looks.openerInPlace, label);
  opener.type = 'button';
  opener.setAttribute('aria-expanded', 'false');
  (target ?? document.body).appendChild(opener);
  const closer = made('button', looks.closer, '閉じる');
  closer.type = 'button';
  const bar = made('div', looks.bar, '');
  bar.appendChild(made('span', looks.title, label));
  bar.appendChild(closer);
  const panel = made('dialog', looks.closed, '');
  panel.setAttribute('aria-label', label);
  panel.appendChild(bar);
  document.body.appendChild(panel);
  for (const one of [opener, closer]) showFocus(one);

  let isFilled = false;
  const open = () => {
    if (!isFilled) {
      isFilled = true;
      fillPanel(panel, `${origin}/chat`, label, close);
    }
    const isWide = window.matchMedia(wideScreen).matches;
    dress(panel, isWide ? looks.widePanel : looks.narrowPanel);
    // Modal where it covers everything. Browsers that do not know `dialog` show it as any other element.
    if (!isWide && typeof panel.showModal === 'function') panel.showModal();
    else panel.setAttribute('open', '');
    opener.setAttribute('aria-expanded', 'true');
    closer.focus();
  };
  const close = () => {
    if (typeof panel.close === 'function') panel.close();
    else panel.removeAttribute('open');
    dress(panel, looks.closed);
    opener.setAttribute('aria-expanded', 'false');
    opener.focus();
  };
  opener.addEventListener('click', () => (panel.hasAttribute('open') ? close() : open()));
  closer.addEventListener('click', close);
  panel.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && panel.hasAttribute('open')) close();
  });
};

const wideScreen = '(min-width: 640px) and (min-height: 480px)';
/** A slow line takes some seconds for the chat's few files. */
const patienceMs = 8_000;

/**
 * The frame is shown when the chat in it says that it is there. A browser does not tell why a frame stays empty: this site
 * may not be listed with the city, or there is no line. Then the way to the chat's own page is shown.
 */
const fillPanel = (panel: HTMLElement, chat: string, label: string, onClose: () => void): void => {
  const said = made('p', looks.waiting, 'チャットを開いています…');
  said.setAttribute('role', 'status');
  const wayOut = made('a', looks.wayOut, '別の画面でチャットを開く');
  wayOut.href = chat;
  wayOut.target = '_blank';
  wayOut.rel = 'noopener';
  showFocus(wayOut);
  const frame = made('iframe', looks.closed, '');
  frame.title = label;
  frame.allow = 'geolocation';
  const { origin } = new URL(chat);
  window.addEventListener('message', ({ data, origin: from, source }) => {
    if (from !== origin || source !== frame.contentWindow) return;
    const word: unknown = typeof data === 'object' && data !== null ? data.kodama : null;
    if (word === 'close') onClose();
    if (word !== 'ready') return;
    clearTimeout(patience);
    dress(frame, looks.frame);
    dress(said, looks.closed);
    dress(wayOut, looks.closed);
  });
  const patience = setTimeout(() => {
    said.textContent = 'ここには開けませんでした。下の文字を押すと、別の画面で開きます。';
  }, patienceMs);
  frame.src = chat;
  panel.appendChild(said);
  panel.appendChild(wayOut);
  panel.appendChild(frame);
};

const made = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  look: Looks,
  words: string,
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.textContent = words;
  dress(element, look);
  return element;
};
