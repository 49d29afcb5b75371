import { el } from '#web/chat/element';
import { lineView, type LineHands, type LineView } from './line-view.ts';
import type { Line } from '#web/chat/lines';

/** The talk as it is read. What is there already stays the same element, and only what is new is read aloud. */
export const createLogView = (hands: LineHands) => {
  const list = el('ol', { class: 'lines' });
  const element = el(
    'div',
    {
      role: 'log',
      tabindex: '-1',
      'aria-label': 'やりとり',
      'aria-live': 'polite',
      'aria-relevant': 'additions',
    },
    list,
  );
  let views = new Map<string, LineView>();
  const show = (lines: readonly Line[]) => {
    const next = new Map<string, LineView>();
    for (const line of lines) {
      const known = views.get(line.key);
      known?.update(line);
      next.set(line.key, known ?? lineView(line, hands));
    }
    views.forEach((view, key) => {
      if (!next.has(key)) view.element.remove();
    });
    let place: ChildNode | null = list.firstChild;
    next.forEach((view) => {
      if (view.element === place) place = view.element.nextSibling;
      else list.insertBefore(view.element, place);
    });
    views = next;
  };
  return {
    element,
    show,
    /** What was there before is not news, and is not read aloud by itself. */
    quietly: async <T>(act: () => Promise<T>): Promise<T> => {
      element.setAttribute('aria-live', 'off');
      const result = await act();
      setTimeout(() => element.setAttribute('aria-live', 'polite'), settledMs);
      return result;
    },
    showShare: (id: string, share: number) => views.get(id)?.showShare(share),
  };
};

/** For a screen reader to have taken note of what changed. */
const settledMs = 1_000;
