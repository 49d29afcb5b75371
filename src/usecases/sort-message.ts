import { errorName } from '#src/domain/error-name';
import type { InboundEventId } from '#src/domain/ids';
import type { Log } from '#src/ports/system';
import { isPassing } from '#src/store/faults';
import { claimFirst, giveBack, setAside, type Claim, type ClaimedEvent } from '#src/store/pending-events';
import { actTogether, readTogether, type ReadEvent } from './act-together.ts';
import type { Context } from './context.ts';
import { inGroups } from './in-groups.ts';
import type { Reader } from './read-message.ts';

/** Returns after how long the same job is to be done again, since another worker acts in the thread; null when all is done. */
export type SortMessage = (job: { readonly inboundEventId: InboundEventId }) => Promise<number | null>;

/** What a worker holds for longer than this it holds no more: it died. */
export const holdsForMs = 8_000;
/** Of an event that was taken alone. */
const mostTries = 3;
const whileHeldMs = 50;

/**
 * Acts on everything that waits in the event's thread, oldest first. Many threads are acted on in one transaction; what one
 * worker holds no other takes, so that running it twice, or in two workers at once, is harmless. An event that brings workers
 * down, or that none can act on, is set aside after three tries alone, and its thread goes on.
 */
export const sortMessage = (context: Context, reader: Reader, log: Log): SortMessage => {
  const plan = {
    keyOf: (id: InboundEventId) => id,
    run: (_: Context, ids: readonly InboundEventId[]) => step({ context, reader, log }, ids),
  };
  const inCompany = inGroups({ ...plan, most: 48, atOnce: 2 });
  const alone = inGroups({ ...plan, most: 1, atOnce: 1 });
  return async ({ inboundEventId }) => {
    let outcome = await inCompany(context, inboundEventId);
    for (;;) {
      switch (outcome) {
        case 'done':
          return null;
        case 'held':
          return whileHeldMs;
        case 'more':
          outcome = await inCompany(context, inboundEventId);
          break;
        case 'suspect':
          outcome = await alone(context, inboundEventId);
          break;
      }
    }
  };
};

interface Desk {
  readonly context: Context;
  readonly reader: Reader;
  readonly log: Log;
}

/** `more`: the thread's next may be taken. */
type Outcome = 'done' | 'more' | 'held' | 'suspect';

/** Claim, commit, read, act: between any two the process may die, and the claim lapses. */
const step = async (desk: Desk, ids: readonly InboundEventId[]): Promise<readonly Outcome[]> => {
  const { context } = desk;
  const now = context.clock.now();
  const lapsedBefore = new Date(now.getTime() - holdsForMs);
  const { claims, events } = await context.store.asWorker(async (tx) => {
    const found = await claimFirst(tx, ids, now, lapsedBefore);
    return { claims: found, events: await readTogether(tx, context, mineOf(found)) };
  });
  const left = await act(desk, events);
  return claims.map((claim) => outcomeOf(claim, left));
};

/** Each once, though several of its thread may have been asked for. */
const mineOf = (claims: readonly Claim[]): readonly ClaimedEvent[] => [
  ...new Set(claims.flatMap((claim) => (claim.kind === 'mine' ? [claim.event] : []))),
];

/** Returns the events in whose threads more waits. */
const act = async (desk: Desk, events: readonly ReadEvent[]): Promise<ReadonlySet<InboundEventId>> => {
  const { context, reader } = desk;
  const [first] = events;
  if (first === undefined) return new Set();
  if (events.length === 1 && first.claimed.tries > mostTries + 1) return giveUp(desk, first.claimed, null);
  try {
    const { nudges, left } = await actTogether(context, reader, events);
    context.producer.nudge(...nudges);
    return left;
  } catch (error) {
    const isToBlame = events.length === 1 && !isPassing(error);
    if (isToBlame && first.claimed.tries > mostTries) return giveUp(desk, first.claimed, errorName(error));
    const ids = events.map(({ claimed }) => claimed.id);
    await context.store
      .asWorker((tx) => giveBack(tx, ids, isToBlame ? 'counted' : 'innocent'))
      // The claim lapses by itself.
      .catch(() => undefined);
    throw error;
  }
};

const giveUp = async (
  { context, log }: Desk,
  { id, tries }: ClaimedEvent,
  fault: string | null,
): Promise<ReadonlySet<InboundEventId>> => {
  const now = context.clock.now();
  await context.store.asWorker((tx) => setAside(tx, id, fault, now));
  log.error('an event was set aside: no worker can act on it', { event: id, tries, error: fault ?? 'died' });
  return new Set([id]);
};

const outcomeOf = (claim: Claim, left: ReadonlySet<InboundEventId>): Outcome => {
  switch (claim.kind) {
    case 'nothing':
      return 'done';
    case 'mine':
      return left.has(claim.event.id) ? 'more' : 'done';
    case 'held':
    case 'suspect':
      return claim.kind;
  }
};
