import { errorName } from '#src/domain/error-name';
import type { Log } from '#src/ports/system';
import { feedAfter, feedEnd, type FeedEvent, type FeedPosition } from '#src/store/events';
import type { Store } from '#src/store/open';

/** Told of every event once, in the order of the feed. */
export type FeedReader = (events: readonly FeedEvent[]) => void;

export interface Feed {
  /** Something was committed: look. */
  wake(): void;
  /** What happened after a place that a browser remembers, and from then on everything. */
  follow(after: FeedPosition | null, reader: FeedReader): Promise<() => void>;
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
  let position: FeedPosition | null = null;
  let isLooking = false;
  let isAskedAgain = false;

  const look = async (): Promise<void> => {
    position ??= await store.asFeed(feedEnd);
    for (;;) {
      const from: FeedPosition = position;
      const events = await store.asFeed((tx) => feedAfter(tx, from, pageSize));
      const last = events.at(-1);
      if (last === undefined) return;
      position = last;
      for (const reader of readers) reader(events);
    }
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
    follow: async (after, reader) => {
      // Held back until what was missed has been told, so that nothing overtakes it.
      const early: FeedEvent[] = [];
      let isCaughtUp = false;
      const whole: FeedReader = (events) => {
        if (isCaughtUp) reader(events);
        else early.push(...events);
      };
      readers.add(whole);
      try {
        if (after !== null) await catchUp(store, after, reader);
      } catch (error) {
        readers.delete(whole);
        throw error;
      }
      isCaughtUp = true;
      reader(early);
      return () => readers.delete(whole);
    },
    close: () => {
      clearInterval(timer);
      readers.clear();
    },
  };
};

/** Telling a change twice is harmless, leaving one out is not: the two readings may overlap. */
const catchUp = async (store: Store, after: FeedPosition, reader: FeedReader): Promise<void> => {
  let place = after;
  for (;;) {
    const from = place;
    const events = await store.asFeed((tx) => feedAfter(tx, from, pageSize));
    const last = events.at(-1);
    if (last === undefined) return;
    reader(events);
    place = last;
  }
};
