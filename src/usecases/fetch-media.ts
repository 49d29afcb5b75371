import type { ChannelName } from '#src/domain/channel-name';
import type { AttachmentId } from '#src/domain/ids';
import { ChannelFaultError, type Channel, type Fault } from '#src/ports/channel';
import { MediaTooLargeError, type MediaStore } from '#src/ports/media-store';
import { recordEvent } from '#src/store/events';
import {
  eraseAgain,
  forgetMedia,
  lockMedia,
  markStored,
  mattersShowing,
  planMedia,
  type PendingMedia,
} from '#src/store/media';
import type { Tx } from '#src/store/open';
import type { Context } from './context.ts';
import { eraseUpload } from './erase-upload.ts';

export interface MediaWorld {
  readonly media: MediaStore;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
}

/** LINE's own limit for what a resident can send is 200 MB for video; a photo or file stays far below. */
const maxBytes = 200 * 1024 * 1024;
const firstWaitMs = 1_000;
const longestWaitMs = 600_000;
/** A resident's line is slow, a video is large. */
export const fetchLastsMs = 60_000;
/** By then no worker that began before the take-back can still be writing. */
const eraseAgainMs = 2 * fetchLastsMs;
/** About an hour and a half of tries; after that staff may try again by hand. */
const mostTries = 18;
/** LINE prepares a long video for some minutes; what takes longer than this, staff may ask for again by hand. */
const preparesAtMostMs = 30 * 60_000;
const askAgainFirstMs = 2_000;
const askAgainLatestMs = 60_000;

/**
 * Brings one attachment to where its row says it belongs: fetched from the platform into the media store, or removed when
 * its message was taken back, or when it was never sent. Returns after how long to come again, or null.
 */
export const settleMedia = async (
  context: Context,
  world: MediaWorld,
  id: AttachmentId,
  signal: AbortSignal,
): Promise<number | null> => {
  const found = await context.store.asWorker((tx) => lockMedia(tx, id));
  if (found === null) {
    await eraseUpload(context, world.media, id);
    return null;
  }
  switch (found.state) {
    case 'stored':
    case 'failed':
    case 'gone':
      return null;
    case 'erasing': {
      const waitMs = untilDue(found, context);
      return waitMs > 0 ? waitMs : eraseNow(context, world, found);
    }
    case 'waiting': {
      const waitMs = untilDue(found, context);
      return waitMs > 0 ? waitMs : fetchNow(context, world, found, signal);
    }
  }
};

const untilDue = ({ nextTryAt }: PendingMedia, { clock }: Context): number =>
  nextTryAt.getTime() - clock.now().getTime();

const eraseNow = async (
  context: Context,
  { media }: MediaWorld,
  { id, tries, previewId }: PendingMedia,
): Promise<number | null> => {
  await media.remove(id);
  if (previewId !== null) await media.remove(previewId);
  if (tries > 0) {
    await context.store.asWorker((tx) => forgetMedia(tx, id));
    return null;
  }
  const at = new Date(context.clock.now().getTime() + eraseAgainMs);
  await context.store.asWorker((tx) => eraseAgain(tx, id, at));
  return eraseAgainMs;
};

const fetchNow = async (
  context: Context,
  { media, channels }: MediaWorld,
  found: PendingMedia,
  signal: AbortSignal,
): Promise<number | null> => {
  const channel = channels.get(found.channel);
  if (channel === undefined || found.messageExternalId === null)
    return plan(context, found, { kind: 'gone' });
  try {
    const fetched = await channel.fetchMedia(found.messageExternalId, signal);
    const { bytes } = await media.put(found.id, fetched.body, maxBytes);
    const isWanted = await context.store.asWorker(async (tx) => {
      const isKept = await markStored(tx, found.id, fetched.mime, bytes);
      if (isKept) await tellInboxes(tx, found.id);
      return isKept;
    });
    // Taken back meanwhile: whoever marked it so left the removal to us.
    if (!isWanted) await media.remove(found.id);
    return null;
  } catch (error) {
    if (error instanceof ChannelFaultError) return plan(context, found, error.fault);
    if (error instanceof MediaTooLargeError)
      return plan(context, found, { kind: 'refused', why: 'refused', reason: 'too large' });
    // A stream that broke half-way, or a full disk: the row waits, and the next try starts over.
    return plan(context, found, { kind: 'unavailable' });
  }
};

const plan = (context: Context, found: PendingMedia, fault: Fault): Promise<number | null> =>
  fault.kind === 'not-ready' ? letPrepare(context, found) : planAfter(context, found, fault);

/** The platform still prepares it. That is no failed try: it is asked again, ever less often. */
const letPrepare = async (context: Context, found: PendingMedia): Promise<number | null> => {
  const now = context.clock.now();
  const preparingSince = found.preparingSince ?? now;
  const soFarMs = now.getTime() - preparingSince.getTime();
  const waitMs = Math.min(Math.max(soFarMs, askAgainFirstMs), askAgainLatestMs);
  const state = soFarMs >= preparesAtMostMs ? ('failed' as const) : ('waiting' as const);
  await context.store.asWorker(async (tx) => {
    const nextTryAt = new Date(now.getTime() + waitMs);
    await planMedia(tx, found.id, { state, tries: found.tries, nextTryAt, preparingSince });
    if (found.preparingSince === null || state === 'failed') await tellInboxes(tx, found.id);
  });
  return state === 'waiting' ? waitMs : null;
};

type Failure = Exclude<Fault, { kind: 'not-ready' }>;

const planAfter = async (context: Context, found: PendingMedia, fault: Failure): Promise<number | null> => {
  const tries = found.tries + 1;
  const waitMs = Math.min(firstWaitMs * 2 ** Math.min(found.tries, 20), longestWaitMs);
  const state = stateAfter(fault, tries);
  await context.store.asWorker(async (tx) => {
    await planMedia(tx, found.id, {
      state,
      tries,
      preparingSince: found.preparingSince,
      nextTryAt: new Date(context.clock.now().getTime() + waitMs),
    });
    await tellInboxes(tx, found.id);
  });
  return state === 'waiting' ? waitMs : null;
};

const stateAfter = (fault: Failure, tries: number): 'waiting' | 'failed' | 'gone' => {
  switch (fault.kind) {
    case 'gone':
      return 'gone';
    case 'refused':
    case 'recipient-gone':
    case 'quota-spent':
    case 'token-invalid':
      return 'failed';
    case 'unauthorised':
    case 'throttled':
    case 'unavailable':
    case 'unknown':
      return tries >= mostTries ? 'failed' : 'waiting';
  }
};

const tellInboxes = async (tx: Tx, id: AttachmentId): Promise<void> => {
  for (const { matterId, departmentId } of await mattersShowing(tx, id)) {
    await recordEvent(tx, { name: 'attachment', matterId, departments: [departmentId], actorId: null });
  }
};
