import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { MatterRow } from '#src/http/contract/matters';

interface Steady {
  readonly rows: readonly MatterRow[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowHeight: number;
  readonly openedId: string | null;
}

/**
 * When rows come, go or change places, the list scrolls by as much, so that what is under the pointer, has the focus
 * or is read stays where it is. Only an untouched list that stands at its top lets new rows push down.
 */
export const useSteadyRows = ({ rows, scroller, rowHeight, openedId }: Steady): void => {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const pane = scroller.current;
    const old = before.current;
    before.current = rows;
    if (pane === null || old === rows) return;
    const heldId =
      rowIdOf(pane.querySelector('[data-row]:hover')) ??
      rowIdOf(pane.querySelector('[data-row]:focus')) ??
      (pane.scrollTop > 0
        ? (openedInView(pane, openedId) ?? old[Math.ceil(pane.scrollTop / rowHeight)]?.id)
        : null);
    if (heldId === null || heldId === undefined) return;
    const was = old.findIndex(({ id }) => id === heldId);
    const is = rows.findIndex(({ id }) => id === heldId);
    if (was !== -1 && is !== -1) pane.scrollBy({ top: (is - was) * rowHeight, behavior: 'instant' });
  }, [rows, scroller, rowHeight, openedId]);
};

const rowIdOf = (row: Element | null): string | null => row?.getAttribute('data-row') ?? null;

const openedInView = (pane: HTMLElement, openedId: string | null): string | null =>
  openedId === null ? null : rowIdOf(pane.querySelector(`[data-row="${openedId}"]`));
