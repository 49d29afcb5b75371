import { errorName } from '#src/domain/error-name';
import type { Log } from '#src/ports/system';
import { feedAfter, feedEnd, feedEpoch } from '#src/store/events';
import type { FeedEvent, FeedPlace, FeedPosition } from '#src/store/events';
import type { Store } from '#src/store/open';

/** One open inbox. */
export interface FeedReader {
  /**
   * Where it stands when it begins: what it hears from now on lies behind. Told again, and that it is lost, when the place it
   * knew is of another epoch: whatever it shows must be asked for anew.
   */
  startAt(place: FeedPlace, isLost: boolean): void;
  /** Told of every event once, in the order of the feed. */
  hear(events: readonly FeedEvent[]): void;
  /** Somebody's access changed, perhaps this one's. */
  checkAccess(): void;
}

export interface Feed {
  /** Something was committed: look. */
  wake(): void;
  checkAccess(): void;
  /** How many inboxes are open. */
  openCount(): number;
  /** What happened after a place that a browser remembers, and from then on everything. */
  follow(after: FeedPlace | null, reader: FeedReader): Promise<() => void>;
  close(): void;
}

export interface FeedSettings {
  readonly store: Store;
  readonly log: Log;
  /** Looks at least this often: what a long transaction held back becomes visible without a notification. */
  readonly everyMs: number;
}

const pageSize = 500;

/** One reader of the event table for all inboxes of this process. */
export const startFeed = ({ store, log, everyMs }: FeedSettings): Feed => {
  const readers = new Set<FeedReader>();
  let position: FeedPlace | null = null;
  let isLooking = false;
  let isAskedAgain = false;

  /** Everything before it is known to be settled. Asked by two at once, the earlier answer stands. */
  const begin = async (): Promise<FeedPlace> => {
    if (position !== null) return position;
    const end = await store.asFeed(feedEnd);
    return (position ??= end);
  };

  const look = async (): Promise<void> => {
    for (;;) {
      const from = await begin();
      const { epoch, events } = await store.asFeed(async (tx) => ({
        epoch: await feedEpoch(tx),
        events: await feedAfter(tx, from, pageSize),
      }));
      if (epoch !== from.epoch) return startOver();
      const last = events.at(-1);
      if (last === undefined) return;
      position = { epoch, xid: last.xid, id: last.id };
      for (const reader of readers) reader.hear(events);
      if (events.length < pageSize) return;
    }
  };

  /** Another database stands where ours was. */
  const startOver = async (): Promise<void> => {
    position = null;
    const now = await begin();
    for (const reader of readers) reader.startAt(now, true);
  };

  const wake = (): void => {
    if (isLooking) {
      isAskedAgain = true;
      return;
    }
    isLooking = true;
    void look()
      .catch((error: unknown) => log.warn('live: could not look', { error: errorName(error) }))
      .finally(() => {
        isLooking = false;
        if (isAskedAgain) {
          isAskedAgain = false;
          wake();
        }
      });
  };
  const timer = setInterval(() => {
    if (readers.size > 0) wake();
  }, everyMs);

  return {
    wake,
    checkAccess: () => {
      for (const reader of readers) reader.checkAccess();
    },
    openCount: () => readers.size,
    follow: async (remembered, reader) => {
      // Held back until what was missed has been told, so that nothing overtakes it.
      const early: FeedEvent[] = [];
      let caughtUpTo: FeedPosition | null = null;
      const whole: FeedReader = {
        startAt: (place, isLost) => {
          caughtUpTo = place;
          reader.startAt(place, isLost);
        },
        hear: (events) => {
          if (caughtUpTo === null) early.push(...events);
          else reader.hear(behind(events, caughtUpTo));
        },
        checkAccess: () => reader.checkAccess(),
      };
      const now = await begin();
      const isLost = remembered !== null && remembered.epoch !== now.epoch;
      const after = isLost ? null : remembered;
      reader.startAt(after ?? now, isLost);
      readers.add(whole);
      try {
        const place = after === null ? now : await catchUp(store, after, reader);
        // The two readings overlap, and the feed may still be behind what was read here.
        reader.hear(behind(early, place));
        caughtUpTo = place;
      } catch (error) {
        readers.delete(whole);
        throw error;
      }
      return () => void readers.delete(whole);
    },
    close: () => {
      clearInterval(timer);
      readers.clear();
    },
  };
};

/** Tells what happened after a place, and returns the place it came to. */
const catchUp = async (store: Store, after: FeedPosition, reader: FeedReader): Promise<FeedPosition> => {
  let place = after;
  for (;;) {
    const from = place;
    const events = await store.asFeed((tx) => feedAfter(tx, from, pageSize));
    const last = events.at(-1);
    if (last === undefined) return place;
    reader.hear(events);
    place = last;
  }
};

const behind = (events: readonly FeedEvent[], place: FeedPosition): readonly FeedEvent[] =>
  events.filter((event) => isBehind(event, place));

const isBehind = (event: FeedPosition, place: FeedPosition): boolean =>
  event.xid === place.xid ? BigInt(event.id) > BigInt(place.id) : BigInt(event.xid) > BigInt(place.xid);
