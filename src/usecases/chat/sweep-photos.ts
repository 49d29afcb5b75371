import { talking } from '#src/domain/talk';
import type { MediaStore } from '#src/ports/media-store';
import { forgetPhoto, photosToRemove } from '#src/store/chat-box';
import type { Context } from '#src/usecases/context';

const mostAtOnce = 200;

/** Removes posted photos for which nobody comes any more: the fetched, the taken back, the never told of. */
export const sweepPhotos = async (
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  media: MediaStore,
): Promise<number> => {
  const before = new Date(clock.now().getTime() - talking.photoWaitsMinutes * 60_000);
  const photos = await store.asWorker((tx) => photosToRemove(tx, before, mostAtOnce));
  for (const { messageExternalId, mediaKey } of photos) {
    await media.remove(mediaKey);
    await store.asWorker((tx) => forgetPhoto(tx, messageExternalId));
  }
  return photos.length;
};
