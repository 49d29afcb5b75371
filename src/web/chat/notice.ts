import type { Trouble } from './answer.ts';
import { button, el, fill } from './element.ts';
import { sayTrouble } from './troubles.ts';

interface Hands {
  readonly onSendAll: () => void;
}

/** One quiet bar above the text box: what happened last, and what stands in the way. */
export const createNotice = ({ onSendAll }: Hands) => {
  const told = el('p', { class: 'notice' });
  const standing = el('div', { class: 'notice' });
  const element = el('div', { role: 'status', class: 'notices' }, told, standing);
  let state: Standing = {
    isLost: false,
    isOffline: !navigator.onLine,
    hasEnded: false,
    unsent: 0,
    isOutsideOnly: false,
  };
  let shown = '';
  const set = (change: Partial<Standing>) => {
    state = { ...state, ...change };
    const kind = kindOf(state);
    const { unsent } = state;
    // The same words again would be read aloud again.
    if (shown === `${kind}-${unsent}`) return;
    shown = `${kind}-${unsent}`;
    fill(standing, ...standingView(kind, unsent));
  };
  const standingView = (kind: Kind, unsent: number): readonly Element[] => {
    switch (kind) {
      case 'nothing':
        return [];
      case 'outside-only': {
        const link = el('a', { href: '/chat', target: '_blank', rel: 'noopener' }, '別の画面で開く');
        return [
          el('p', {}, 'このブラウザーでは、ここで送るとお返事を読めません。', link, 'から送ってください。'),
        ];
      }
      case 'offline':
        return [el('p', {}, '通信が切れています。書いた文は、この端末に残っています。')];
      case 'unsent': {
        const words = `送れていないメッセージが${unsent}件あります。`;
        return [el('p', {}, words), button('まとめて送る', onSendAll)];
      }
      case 'lost':
        return [el('p', {}, '更新が止まっています。つなぎ直しています…')];
      case 'ended':
        return [
          el('p', {}, '前のやりとりは、この端末では見られなくなりました。新しく送れば、また始められます。'),
        ];
    }
  };
  window.addEventListener('offline', () => set({ isOffline: true }));
  window.addEventListener('online', () => set({ isOffline: false }));
  set({});
  const tell = (words: string) => {
    told.textContent = words;
  };
  return {
    element,
    tell,
    tellTrouble: (trouble: Trouble | null) => tell(trouble === null ? '' : sayTrouble(trouble)),
    showLost: (isLost: boolean) => set({ isLost }),
    showState: (change: { readonly hasEnded: boolean; readonly unsent: number }) => set(change),
    leadOutside: () => set({ isOutsideOnly: true }),
  };
};

interface Standing {
  readonly isLost: boolean;
  readonly isOffline: boolean;
  readonly hasEnded: boolean;
  readonly unsent: number;
  readonly isOutsideOnly: boolean;
}

type Kind = 'nothing' | 'outside-only' | 'offline' | 'unsent' | 'lost' | 'ended';

/** One thing at a time: what has to be known first. */
const kindOf = ({ isLost, isOffline, hasEnded, unsent, isOutsideOnly }: Standing): Kind => {
  if (isOutsideOnly) return 'outside-only';
  if (isOffline) return 'offline';
  if (unsent > 1) return 'unsent';
  if (isLost) return 'lost';
  return hasEnded ? 'ended' : 'nothing';
};
