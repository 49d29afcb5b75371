import { pipeline } from 'node:stream/promises';
import { isAttachmentId, isMessageId } from '#src/domain/ids';
import { operations } from '#src/http/contract/operations';
import { ProblemError } from '#src/http/problems';
import type { MediaStore } from '#src/ports/media-store';
import { readAttachment } from '#src/store/media';
import type { Context } from '#src/usecases/context';
import { retryAttachment, retrySend } from '#src/usecases/retry';
import { demandDone } from './matters.ts';
import { idOf, type MakeRoute, type Route } from './route.ts';

/** Shown in the page; everything else is only offered for saving, since a resident chose its type. */
const shown = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
  'audio/mp4',
  'audio/x-m4a',
]);

/** What hangs on messages: attachments, and the fate of what was sent. */
export const thingRoutes = (context: Context, media: MediaStore, route: MakeRoute): readonly Route[] => [
  route(operations.readAttachment, async ({ params, staff, response }) => {
    const id = idOf(params.attachmentId, isAttachmentId);
    const found = await context.store.asStaff(staff.staffId, (tx) => readAttachment(tx, id));
    if (found === null || found.state !== 'stored') throw new ProblemError('not-found');
    const kept = await media.get(id);
    if (kept === null) throw new ProblemError('not-found');
    const isShown = found.mime !== null && shown.has(found.mime);
    response.set({
      'content-type': isShown ? found.mime : 'application/octet-stream',
      'content-length': String(kept.bytes),
      'content-disposition': isShown ? 'inline' : 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    await pipeline(kept.body, response);
  }),
  route(operations.retrySend, async ({ params, staff }) => {
    const messageId = idOf(params.messageId, isMessageId);
    demandDone(await retrySend(context, { staffId: staff.staffId, messageId }));
  }),
  route(operations.retryAttachment, async ({ params, staff }) => {
    const attachmentId = idOf(params.attachmentId, isAttachmentId);
    demandDone(await retryAttachment(context, { staffId: staff.staffId, attachmentId }));
  }),
];
