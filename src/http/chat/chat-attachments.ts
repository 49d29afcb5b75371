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

/** Photos and files of the talk, the resident's and the city's. */
export const chatAttachmentRoutes = (store: Store, media: MediaStore, route: MakeRoute): readonly Route[] => {
  const serve = async (
    response: Response,
    { talk }: Talker,
    attachmentId: string,
    size: 'whole' | 'small',
  ): Promise<void> => {
    const id = idOf(attachmentId, isAttachmentId);
    const found = await store.asResident(talk, (tx) => readAttachment(tx, id));
    if (found === null || found.state !== 'stored') throw new ProblemError('not-found');
    const isSmall = size === 'small' && found.previewId !== null;
    const kept = await media.get(isSmall ? (found.previewId ?? id) : id);
    if (kept === null) throw new ProblemError('not-found');
    const mime = isSmall ? 'image/jpeg' : (found.mime ?? '');
    const isShown = shown.has(mime);
    response.set({
      'content-type': isShown ? mime : 'application/octet-stream',
      'content-length': String(kept.bytes),
      'content-disposition': isShown ? 'inline' : savedAs(found.fileName),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    await pipeline(kept.body, response);
  };
  return [
    route(operations.readChatAttachment, ({ params, resident, response }) =>
      serve(response, resident, params.attachmentId, 'whole'),
    ),
    route(operations.readChatPreview, ({ params, resident, response }) =>
      serve(response, resident, params.attachmentId, 'small'),
    ),
  ];
};

const savedAs = (name: string | null): string =>
  name === null ? 'attachment' : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
