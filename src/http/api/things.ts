import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isAttachmentId, isMessageId } from '#src/domain/ids';
import { operations } from '#src/http/contract/operations';
import { attachmentHeaders } from '#src/http/attachment-headers';
import { askedRange } from '#src/http/byte-range';
import { ProblemError } from '#src/http/problems';
import type { MediaStore } from '#src/ports/media-store';
import { readAttachment } from '#src/store/media';
import type { Context } from '#src/usecases/context';
import { eraseMessage } from '#src/usecases/erase';
import { retryAttachment } from '#src/usecases/retry';
import { demandDone } from './matters.ts';
import { idOf, type MakeRoute, type Route } from './route.ts';

/** What hangs on messages. */
export const thingRoutes = (context: Context, media: MediaStore, route: MakeRoute): readonly Route[] => [
  route(operations.readAttachment, async ({ params, staff, request, response }) => {
    const id = idOf(params.attachmentId, isAttachmentId);
    const found = await context.store.asStaff(staff.staffId, (tx) => readAttachment(tx, id));
    if (found === null || found.state !== 'stored') throw new ProblemError('not-found');
    const whole = await media.sizeOf(id);
    if (whole === null) throw new ProblemError('not-found');
    const asked = askedRange(request, whole);
    response.set(attachmentHeaders(found));
    if (asked.kind === 'beyond') {
      response.status(416).set('content-range', `bytes */${whole}`).end();
      return;
    }
    const { start, end } = asked.kind === 'part' ? asked : { start: 0, end: whole - 1 };
    const kept = await media.get(id, asked.kind === 'part' ? asked : null);
    if (kept === null) throw new ProblemError('not-found');
    response.set('content-length', String(end - start + 1));
    if (asked.kind === 'part') {
      response.status(206).set('content-range', `bytes ${start}-${end}/${whole}`);
    }
    await letPlay(kept.body, response);
  }),
  route(operations.eraseMessage, async ({ params, body, staff }) => {
    const messageId = idOf(params.messageId, isMessageId);
    demandDone(await eraseMessage(context, { staffId: staff.staffId, messageId, reason: body.reason }));
  }),
  route(operations.retryAttachment, async ({ params, staff }) => {
    const attachmentId = idOf(params.attachmentId, isAttachmentId);
    demandDone(await retryAttachment(context, { staffId: staff.staffId, attachmentId }));
  }),
];

/** A player that jumps to another place, or a page that is left, hangs up in the middle: nothing is wrong then. */
const letPlay = async (body: Readable, response: Writable): Promise<void> => {
  try {
    await pipeline(body, response);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
      throw error;
  }
};
