import { useEffect, useRef } from 'react';
import { Empty } from '#web/shared/states';
import { useKeys } from '#web/shared/keys';
import { ListPane } from './list/list-pane.tsx';
import { useMatters } from './list/use-matters.ts';
import { neighbourOf, nextWaiting } from './list/walk.ts';
import { MatterPane } from './matter/matter-pane.tsx';
import { usePrefetchedMatter } from './matter/use-matter.ts';
import { usePlace } from './place.ts';
import { useTitle } from './title.ts';
import { viewNames } from './words.ts';

export const InboxScreen = () => {
  const place = usePlace();
  const { matterId } = place;
  const matters = useMatters(place);
  const { rows } = matters;
  const lastIndex = useRef(0);
  useEffect(() => {
    const index = rows.findIndex(({ id }) => id === matterId);
    if (index !== -1) lastIndex.current = index;
  }, [rows, matterId]);

  usePrefetchedMatter(matterId === null ? null : nextWaiting(rows, matterId));

  const step = (by: 1 | -1) => {
    const next = neighbourOf(rows, matterId, by, lastIndex.current);
    if (next !== null) place.open(next, { replace: matterId !== null });
  };
  // Without an opened matter the list itself walks: there the keys move the focus and Enter opens.
  useKeys({ j: () => step(1), k: () => step(-1) }, matterId !== null);
  useTitle(`受信箱・${viewNames[place.view]}`);

  return (
    <div className="relative flex min-h-0 flex-1">
      <h1 className="sr-only">受信箱</h1>
      <ListPane place={place} matters={matters} isHiddenOnPhone={matterId !== null} />
      {matterId === null ? (
        <section
          aria-label="案件"
          className="hidden min-w-0 flex-1 items-center justify-center bg-sunk tablet:flex"
        >
          <Empty title="案件が選ばれていません">左の一覧から選ぶと、ここに開きます。</Empty>
        </section>
      ) : (
        <MatterPane
          key={matterId}
          matterId={matterId}
          place={place}
          onDone={() => place.open(nextWaiting(rows, matterId), { replace: true })}
        />
      )}
    </div>
  );
};
