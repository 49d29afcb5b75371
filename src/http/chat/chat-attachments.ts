import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { isAttachmentId } from '#src/domain/ids';
import { operations } from '#src/http/contract/operations';
import { idOf, type MakeRoute, type Route } from '#src/http/api/route';
import { ProblemError } from '#src/http/problems';
import type { Talker } from '#src/http/talker';
import type { MediaStore } from '#src/ports/media-store';
import { readAttachment } from '#src/store/media';
import type { Store } from '#src/store/open';

/** Shown in the page; everything else is only offered for saving. */
const shown = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

export const chatAttachmentRoutes = (store: Store, media: MediaStore, route: MakeRoute): readonly Route[] => {
  const serve = async (response: Response, { talk }: Talker, attachmentId: string): Promise<void> => {
    const id = idOf(attachmentId, isAttachmentId);
    const found = await store.asResident(talk, (tx) => readAttachment(tx, id));
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
  };
  return [
    route(operations.readChatAttachment, ({ params, resident, response }) =>
      serve(response, resident, params.attachmentId),
    ),
    route(operations.readChatPreview, ({ params, resident, response }) =>
      serve(response, resident, params.attachmentId),
    ),
  ];
};
