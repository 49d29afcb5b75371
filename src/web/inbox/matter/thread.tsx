import { useLayoutEffect, useRef, useState } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { useDesk } from '#web/inbox/session';
import { Button } from '#web/shared/button';
import { useNow } from '#web/shared/clock';
import { isSameDay, sayDay } from '#web/shared/time';
import { EventLine } from './event-line.tsx';
import { gatherSets, speakerOf, type ShownItem } from './gather-sets.ts';
import { MessageItem, type Message } from './message-item.tsx';
import { NoteItem } from './note-item.tsx';
import { PhotoSetView } from './photo-set-view.tsx';
import { PhotoViewer } from './photo-viewer.tsx';
import { PhotosContext } from './photos-context.ts';
import { isJoined } from './runs.ts';

/** What scrolls must be reachable for the keyboard, also where nothing in it can be pressed. */
const reachable = { tabIndex: 0 } as const;

interface ThreadProps {
  readonly matter: MatterDetail;
  readonly onShowAll: () => void;
}

export const Thread = ({ matter, onShowAll }: ThreadProps) => {
  const { thread, earlierItems } = matter;
  const now = useNow();
  const { me } = useDesk();
  const own = thread.findLast((item) => item.kind !== 'event' && item.authorName === me.name);
  const scroller = useFollowedEnd(thread.at(-1)?.id, own?.id);
  const [photoId, setPhotoId] = useState<string | null>(null);
  const shown = gatherSets(thread);
  const photos = shown.flatMap(photosOf);
  return (
    <PhotosContext value={setPhotoId}>
      <div
        ref={scroller}
        {...reachable}
        role="log"
        aria-label="やりとり"
        aria-live="polite"
        className="focus-inside min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 py-4 tablet:px-5"
      >
        {earlierItems > 0 && (
          <p className="mb-4 text-center">
            <Button onClick={onShowAll}>これより前の {earlierItems} 件を見る</Button>
          </p>
        )}
        <ol className="mx-auto flex max-w-3xl flex-col">
          {shown.map((item, index) => {
            const before = shown[index - 1];
            const isNewDay = before === undefined || !isSameDay(before.at, item.at);
            const joins = !isNewDay && isJoined(speakerOf(before), speakerOf(item));
            return (
              <li key={`${item.kind}-${item.id}`} className={joins ? 'mt-1' : 'mt-4 first:mt-0'}>
                {isNewDay && (
                  <h3 className="mb-3 flex items-center gap-3 text-dns-14B-130 text-ink-soft">
                    <span aria-hidden="true" className="h-px flex-1 bg-line-firm" />
                    {sayDay(item.at, now)}
                    <span aria-hidden="true" className="h-px flex-1 bg-line-firm" />
                  </h3>
                )}
                {item.kind === 'photo-set' && <PhotoSetView set={item} matter={matter} isJoined={joins} />}
                {item.kind === 'message' && <MessageItem message={item} matter={matter} isJoined={joins} />}
                {item.kind === 'note' && <NoteItem note={item} />}
                {item.kind === 'event' && <EventLine event={item} />}
              </li>
            );
          })}
        </ol>
      </div>
      {photoId !== null && <PhotoViewer photos={photos} shownId={photoId} onShow={setPhotoId} />}
    </PhotosContext>
  );
};

const photosOf = (item: ShownItem): Message['attachments'] => {
  const messages = item.kind === 'photo-set' ? item.messages : item.kind === 'message' ? [item] : [];
  return messages.flatMap(({ attachments }) =>
    attachments.filter(({ kind, state }) => kind === 'image' && state === 'stored'),
  );
};

/** Begins at the end, and follows it unless the reader has scrolled away; what they wrote themselves they see go. */
const useFollowedEnd = (lastId: string | undefined, ownId: string | undefined) => {
  const scroller = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  const lastOwnId = useRef(ownId);
  useLayoutEffect(() => {
    const pane = scroller.current;
    if (pane === null) return undefined;
    if (lastOwnId.current !== ownId) wasAtEnd.current = true;
    lastOwnId.current = ownId;
    if (wasAtEnd.current) pane.scrollTop = pane.scrollHeight;
    const look = () => {
      wasAtEnd.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 48;
    };
    const keep = new ResizeObserver(() => {
      if (wasAtEnd.current) pane.scrollTop = pane.scrollHeight;
    });
    keep.observe(pane);
    for (const child of pane.children) keep.observe(child);
    pane.addEventListener('scroll', look);
    return () => {
      keep.disconnect();
      pane.removeEventListener('scroll', look);
    };
  }, [lastId, ownId]);
  return scroller;
};
