import { Readable } from 'node:stream';
import { fileKindOf, mimeOfFile } from '#src/domain/file-kind';
import { readableFileName } from '#src/domain/file-name';
import { isAttachmentId, type AttachmentId, type MatterId, type StaffId } from '#src/domain/ids';
import { pictureFormat } from '#src/domain/picture-format';
import type { MediaStore } from '#src/ports/media-store';
import { PictureRefusedError, type Pictures } from '#src/ports/pictures';
import { beginUpload, giveUpUpload, hasMatter, markUploadKept, type Upload } from '#src/store/uploads';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';

/** What LINE takes of a picture is less; a file lies with us, and its reader may be on a telephone. */
export const uploadMostBytes = 25 * 1024 * 1024;

export interface UploadWorld {
  readonly media: MediaStore;
  readonly pictures: Pictures;
}

export interface LaidDown {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
  readonly name: string;
  readonly bytes: Buffer;
}

/** - `file-kind`: of no kind that staff may send
 *  - `broken-file`: empty, cut short, or a picture that cannot be opened */
export type KeptUpload =
  | { readonly kind: 'kept'; readonly upload: Upload }
  | { readonly kind: 'not-found' | 'file-kind' | 'broken-file' };

/** Keeps a picture or a file beside the answer that is being written; pictures are cleaned of all but what one sees. */
export const keepUpload = async (
  context: Context,
  world: UploadWorld,
  { staffId, matterId, name, bytes }: LaidDown,
): Promise<KeptUpload> => {
  const isTheirs = await context.store.asStaff(staffId, (tx) => hasMatter(tx, matterId));
  if (!isTheirs) return { kind: 'not-found' };
  const examined = await examine(world.pictures, name, bytes);
  if (examined.kind === 'refused') return { kind: examined.why };

  const id = newId(context.ids, isAttachmentId);
  const { full, preview, ...what } = examined;
  const previewId = preview === null ? null : context.ids.newId();
  const upload: Upload = { ...what, id, bytes: full.byteLength, previewId };
  const at = context.clock.now();
  await context.store.asStaff(staffId, (tx) => beginUpload(tx, { ...upload, staffId, matterId, at }));
  try {
    await world.media.put(id, Readable.from([full]), full.byteLength);
    if (preview !== null && previewId !== null)
      await world.media.put(previewId, Readable.from([preview]), preview.byteLength);
  } catch (error) {
    await dropUpload(context, { staffId, id });
    throw error;
  }
  await context.store.asStaff(staffId, (tx) => markUploadKept(tx, id));
  return { kind: 'kept', upload };
};

/** Takes it away again, before it went out. False for what is not there for this person. */
export const dropUpload = async (
  context: Context,
  { staffId, id }: { readonly staffId: StaffId; readonly id: AttachmentId },
): Promise<boolean> => {
  const isGivenUp = await context.store.asStaff(staffId, (tx) => giveUpUpload(tx, id));
  if (isGivenUp) context.producer.nudge({ name: 'media.fetch', data: { attachmentId: id } });
  return isGivenUp;
};

type Examined =
  | {
      readonly kind: 'image' | 'file';
      readonly fileName: string;
      readonly mime: string;
      readonly full: Buffer;
      readonly preview: Buffer | null;
    }
  | { readonly kind: 'refused'; readonly why: 'file-kind' | 'broken-file' };

const examine = async (pictures: Pictures, name: string, bytes: Buffer): Promise<Examined> => {
  if (bytes.byteLength === 0) return { kind: 'refused', why: 'broken-file' };
  if (pictureFormat(bytes) !== null) return examinePicture(pictures, name, bytes);
  const kind = fileKindOf(bytes, name);
  if (kind === null) return { kind: 'refused', why: 'file-kind' };
  const fileName = readableFileName(name, kind);
  return { kind: 'file', fileName, mime: mimeOfFile[kind], full: bytes, preview: null };
};

const examinePicture = async (pictures: Pictures, name: string, bytes: Buffer): Promise<Examined> => {
  try {
    const { full, preview } = await pictures.clean(bytes);
    const fileName = readableFileName(name.replace(/\.\w+$/, ''), 'jpg');
    return { kind: 'image', fileName, mime: full.mime, full: full.bytes, preview: preview.bytes };
  } catch (error) {
    if (error instanceof PictureRefusedError) return { kind: 'refused', why: 'broken-file' };
    throw error;
  }
};
