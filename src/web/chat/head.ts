import { el } from './element.ts';

interface Hands {
  readonly onMenu: () => void;
  readonly onBack: () => void;
}

/** The city's name, and the one way to everything that is not the talk. */
export const createHead = ({ onMenu, onBack }: Hands) => {
  const title = el('h1', {}, '市の相談窓口');
  const turn = el('button', { type: 'button', class: 'button button-head' });
  let isMenu = false;
  const show = (screen: 'talk' | 'menu') => {
    isMenu = screen === 'menu';
    turn.textContent = isMenu ? 'やりとりに戻る' : 'ご案内・設定';
  };
  turn.addEventListener('click', () => (isMenu ? onBack() : onMenu()));
  show('talk');
  return {
    element: el('header', { class: 'head' }, title, turn),
    show,
    focus: () => turn.focus(),
    name: (cityName: string) => {
      title.textContent = `${cityName}の相談窓口`;
      document.title = `${cityName}の相談窓口`;
    },
  };
};
