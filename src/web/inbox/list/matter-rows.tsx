import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Place } from '#web/inbox/place';
import { useKeys } from '#web/shared/keys';
import { MatterRowLink } from './matter-row.tsx';
import { useArrivals } from './use-arrivals.ts';
import type { useMatters } from './use-matters.ts';
import { useRowHeight } from './use-row-height.ts';
import { useSteadyRows } from './use-steady-rows.ts';
import { neighbourOf } from './walk.ts';

interface MatterRowsProps {
  readonly place: Place;
  readonly matters: ReturnType<typeof useMatters>;
}

export const MatterRows = ({ place, matters }: MatterRowsProps) => {
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = matters;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(scroller);
  const [cursorId, setCursorId] = useState<string | null>(place.matterId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const arrivals = useArrivals(rows, `${place.view} ${JSON.stringify(place.filters)}`);
  useSteadyRows({ rows, scroller, rowHeight, openedId: place.matterId });

  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - 15) void fetchNextPage();
  }, [lastShown, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const reveal = (id: string) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index !== -1) virtual.scrollToIndex(index, { align: 'auto' });
  };
  const revealOpened = useEffectEvent(() => {
    if (place.matterId !== null) reveal(place.matterId);
  });
  useEffect(() => revealOpened(), [place.matterId]);

  const wantsFocus = useRef<string | null>(null);
  // A row far away is drawn only after the list has scrolled to it.
  useEffect(() => {
    if (wantsFocus.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${wantsFocus.current}"]`);
    if (!row) return;
    wantsFocus.current = null;
    row.focus({ preventScroll: true });
  });
  const walk = (by: 1 | -1) => {
    const next = neighbourOf(rows, cursorId, by, 0);
    if (next === null) return;
    setCursorId(next);
    reveal(next);
    wantsFocus.current = next;
  };
  useKeys(
    { j: () => walk(1), k: () => walk(-1), ArrowDown: () => walk(1), ArrowUp: () => walk(-1) },
    place.matterId === null,
  );

  // Exactly one row is a stop of the Tab key; the others are reached with j and k.
  const stopId = rows.some(({ id }) => id === (place.matterId ?? cursorId))
    ? (place.matterId ?? cursorId)
    : rows[0]?.id;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label="案件" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <li
                key={key}
                aria-setsize={hasNextPage ? -1 : rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <MatterRowLink
                  row={row}
                  address={place.addressOf(row.id)}
                  isOpened={row.id === place.matterId}
                  isStop={row.id === stopId}
                  isNew={arrivals.has(row.id)}
                  showsDepartment={place.view === 'all' || place.view === 'mine'}
                  onFocus={() => setCursorId(row.id)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
};
