/** Decodes photos from outside and encodes them anew. */
export interface Pictures {
  /**
   * The picture and nothing else: upright, without place, camera or script, at most 4,096 pixels on its longer side.
   * Takes JPEG, PNG, WebP, GIF (its first frame) and HEIC. Rejects with `PictureRefusedError`.
   */
  clean(photo: Buffer): Promise<CleanPicture>;
  close(): Promise<void>;
}

export interface CleanPicture {
  /** At most 10 MB. */
  readonly full: Picture;
  /** At most 1 MB and 720 pixels on its longer side: for lists and talks. */
  readonly preview: Picture;
  /** Where the camera says that it was taken, in degrees (WGS 84); for those who mean to tell. */
  readonly takenAt: { readonly latitude: number; readonly longitude: number } | null;
}

export interface Picture {
  readonly bytes: Buffer;
  readonly mime: 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

/** - `not-a-picture`: of no kind we take, or broken
 *  - `too-many-pixels`: would need too much memory to open */
export type PictureRefusal = 'not-a-picture' | 'too-many-pixels';

export class PictureRefusedError extends Error {
  override readonly name = 'PictureRefusedError';
  readonly reason: PictureRefusal;

  constructor(reason: PictureRefusal, options?: { cause: unknown }) {
    super(reason, options);
    this.reason = reason;
  }
}
