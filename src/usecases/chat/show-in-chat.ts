import { Readable } from 'node:stream';
import { externalIdIn, type TalkId } from '#src/domain/talk';
import type { MediaStore } from '#src/ports/media-store';
import type { Pictures } from '#src/ports/pictures';
import { announcePhoto } from '#src/store/chat-box';
import { findInTalk } from '#src/store/chat-talk';
import { photoEvents, type Teller } from './tell-city.ts';

export interface PhotoTeller extends Teller {
  readonly media: MediaStore;
  readonly pictures: Pictures;
}

export interface PostedPhoto {
  readonly id: string;
  readonly bytes: Buffer;
  /** The resident means to tell where it was taken. */
  readonly keepPlace: boolean;
}

/**
 * Only the picture itself is kept: encoded anew, without place or camera. It waits in the media store until the worker fetches
 * it like any channel's photo. Rejects with `PictureRefusedError`.
 */
export const showInChat = async (teller: PhotoTeller, talk: TalkId, photo: PostedPhoto): Promise<void> => {
  const { context, accept, media, pictures } = teller;
  const known = await context.store.asResident(talk, (tx) => findInTalk(tx, talk, photo.id));
  if (known !== null) return;
  const { full, takenAt } = await pictures.clean(photo.bytes);
  // First the row, so that a photo whose message never comes is found and removed.
  const mediaKey = await context.store.asWorker((tx) =>
    announcePhoto(tx, {
      messageExternalId: externalIdIn(talk, photo.id),
      mediaKey: context.ids.newId(),
      at: context.clock.now(),
    }),
  );
  await media.put(mediaKey, Readable.from([full.bytes]), full.bytes.byteLength);
  await accept(photoEvents(teller, talk, photo.id, photo.keepPlace ? takenAt : null));
};
