import { pipeline } from 'node:stream/promises';
import { isAttachmentId, isMatterId } from '#src/domain/ids';
import { operations } from '#src/http/contract/operations';
import type { Upload as UploadAnswer } from '#src/http/contract/uploads';
import { ProblemError } from '#src/http/problems';
import { readBytes } from '#src/http/read-bytes';
import { readUpload, type Upload } from '#src/store/uploads';
import type { Context } from '#src/usecases/context';
import { dropUpload, keepUpload, uploadMostBytes, type UploadWorld } from '#src/usecases/keep-upload';
import { idOf, type MakeRoute, type Route } from './route.ts';

/** What staff lay beside an answer before they send it. */
export const uploadRoutes = (context: Context, world: UploadWorld, route: MakeRoute): readonly Route[] => [
  route(operations.layUpload, async ({ params, query, staff, request }) => {
    const matterId = idOf(params.matterId, isMatterId);
    const bytes = await readBytes(request, uploadMostBytes);
    const { staffId } = staff;
    const kept = await keepUpload(context, world, { staffId, matterId, name: query.name, bytes });
    if (kept.kind !== 'kept') throw new ProblemError(kept.kind);
    return presentUpload(kept.upload);
  }),
  route(operations.readUploadPreview, async ({ params, staff, response }) => {
    const id = idOf(params.uploadId, isAttachmentId);
    const found = await context.store.asStaff(staff.staffId, (tx) => readUpload(tx, id));
    const kept = found === null || found.previewId === null ? null : await world.media.get(found.previewId);
    if (kept === null) throw new ProblemError('not-found');
    response.set({ 'content-type': 'image/jpeg', 'content-length': String(kept.bytes) });
    await pipeline(kept.body, response);
  }),
  route(operations.dropUpload, async ({ params, staff }) => {
    const id = idOf(params.uploadId, isAttachmentId);
    if (!(await dropUpload(context, { staffId: staff.staffId, id }))) throw new ProblemError('not-found');
  }),
];

const presentUpload = ({ id, kind, fileName, bytes, previewId }: Upload): UploadAnswer => ({
  id,
  kind,
  fileName,
  bytes,
  previewUrl: previewId === null ? null : `/api/uploads/${id}/preview`,
});
