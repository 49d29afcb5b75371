import type { AttachmentId } from '#src/domain/ids';
import type { MediaStore } from '#src/ports/media-store';
import { forgetUpload, markUploadErasing } from '#src/store/uploads';
import type { Context } from './context.ts';

/** After that nobody is still writing the answer that it lies beside. */
export const unsentLastsMs = 24 * 60 * 60_000;

/** Removes what was laid beside an answer and never went out: given up, or left for a day. */
export const eraseUpload = async (context: Context, media: MediaStore, id: AttachmentId): Promise<void> => {
  const before = new Date(context.clock.now().getTime() - unsentLastsMs);
  const doomed = await context.store.asWorker((tx) => markUploadErasing(tx, id, before));
  if (doomed === null) return;
  await media.remove(id);
  if (doomed.previewId !== null) await media.remove(doomed.previewId);
  await context.store.asWorker((tx) => forgetUpload(tx, id));
};
