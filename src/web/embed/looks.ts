/**
 * The site's policy may forbid style sheets and style attributes that are not its own, so looks are set one by one, and as
 * important: the site's own style sheet is not meant for our button.
 */
export const dress = (element: HTMLElement, worn: Looks): void => {
  for (const name of Object.keys(worn)) element.style.setProperty(name, worn[name] ?? '', 'important');
};

export interface Looks {
  readonly [property: string]: string;
}

const accent = '#0017c1';
const ink = '#1a1a1a';
const white = '#ffffff';
const font =
  "'Hiragino Sans', 'Hiragino Kaku Gothic ProN', 'Noto Sans CJK JP', 'Noto Sans JP', 'Yu Gothic UI', Meiryo, sans-serif";

/** Nothing of the site's own looks. */
const plain: Looks = {
  all: 'initial',
  'box-sizing': 'border-box',
  'font-family': font,
  'line-height': '1.5',
};

const large: Looks = { ...plain, 'font-size': '18px', color: ink };

const button: Looks = {
  ...large,
  display: 'inline-block',
  'min-height': '48px',
  padding: '8px 20px',
  border: `2px solid ${white}`,
  'border-radius': '8px',
  'font-weight': 'bold',
  color: white,
  background: accent,
  cursor: 'pointer',
};

const panel: Looks = {
  ...large,
  display: 'flex',
  position: 'fixed',
  'flex-direction': 'column',
  overflow: 'hidden',
  background: white,
  'z-index': '2147483001',
};

export const looks = {
  closed: { ...plain, display: 'none' },
  openerInPlace: button,
  openerInCorner: {
    ...button,
    position: 'fixed',
    right: '16px',
    bottom: '16px',
    'max-width': 'calc(100% - 32px)',
    'z-index': '2147483000',
  },
  /** On a telephone the whole screen. */
  narrowPanel: { ...panel, top: '0', left: '0', width: '100%', height: '100%' },
  /** At a desk a corner of it, so that the site can be read meanwhile. */
  widePanel: {
    ...panel,
    right: '16px',
    bottom: '16px',
    width: '440px',
    height: '720px',
    'max-height': 'calc(100% - 32px)',
    border: `2px solid ${accent}`,
    'border-radius': '8px',
  },
  bar: {
    ...plain,
    display: 'flex',
    flex: 'none',
    'align-items': 'center',
    'justify-content': 'space-between',
    padding: '6px 6px 6px 14px',
    background: accent,
  },
  title: { ...large, 'font-weight': 'bold', color: white },
  closer: { ...button, 'min-height': '44px', padding: '4px 16px' },
  waiting: { ...large, display: 'block', padding: '16px' },
  wayOut: {
    ...large,
    display: 'block',
    padding: '0 16px 16px',
    color: accent,
    'text-decoration': 'underline',
    cursor: 'pointer',
  },
  frame: { ...plain, display: 'block', flex: '1 1 auto', width: '100%', 'min-height': '0', border: '0' },
} as const satisfies { readonly [part: string]: Looks };

const focused: Looks = {
  outline: '3px solid #000000',
  'outline-offset': '2px',
  'box-shadow': '0 0 0 5px #ffd43d',
};
const unfocused: Looks = { outline: 'none', 'outline-offset': '0', 'box-shadow': 'none' };

/** Where the focus is stays visible, whatever the site says about outlines. */
export const showFocus = (element: HTMLElement): void => {
  element.addEventListener('focus', () => isMeantToBeSeen(element) && dress(element, focused));
  element.addEventListener('blur', () => dress(element, unfocused));
};

/** After a touch nobody looks for the focus; browsers that do not know the difference show it. */
const isMeantToBeSeen = (element: HTMLElement): boolean => {
  try {
    return element.matches(':focus-visible');
  } catch {
    return true;
  }
};
