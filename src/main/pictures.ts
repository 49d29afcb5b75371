import sharp, { type Metadata, type Sharp } from 'sharp';
import { pictureFormat } from '#src/domain/picture-format';
import { PictureRefusedError, type CleanPicture, type Picture, type Pictures } from '#src/ports/pictures';
import { placeOf } from './exif-place.ts';
import { heicDecoder, type Heic } from './heic.ts';
import { inLine } from './in-line.ts';

const fullSize = { side: 4_096, mostBytes: 10_000_000 } as const;
const previewSize = { side: 720, mostBytes: 1_000_000 } as const;

/** The largest telephones take 108 million; a HEIC is opened whole, four bytes a pixel, and theirs have 48 million. */
const mostPixels = 120_000_000;
const mostHeicPixels = 64_000_000;

/** Each photo may hold some hundred megabytes while it is open. */
const photosAtOnce = 2;

export const startPictures = (heic: Heic = heicDecoder()): Pictures => {
  const twoAtATime = inLine(photosAtOnce);
  // Of what libvips can open only these are meant to be: no SVG, PDF or ImageMagick, whatever the bytes look like.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [...loaders] });
  sharp.cache(false);
  return {
    clean: (photo) => twoAtATime(() => clean(photo, heic)),
    close: () => heic.close(),
  };
};

const loaders = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadNsgif',
  'VipsForeignLoadHeif',
] as const;

/** Half a photo is refused; a camera's small untidiness is not. */
const opening = { failOn: 'truncated', limitInputPixels: mostPixels, pages: 1 } as const;

const clean = async (photo: Buffer, heic: Heic): Promise<CleanPicture> => {
  if (pictureFormat(photo) === null) throw new PictureRefusedError('not-a-picture');
  try {
    const told = await sharp(photo, opening).metadata();
    const open = await opener(photo, told, heic);
    const full = await encode(open, fullSize);
    const preview = await encode(() => sharp(full.bytes), previewSize);
    return { full, preview, takenAt: told.exif === undefined ? null : placeOf(told.exif) };
  } catch (error) {
    throw toRefusal(error);
  }
};

const opener = async (photo: Buffer, told: Metadata, heic: Heic): Promise<() => Sharp> => {
  if (told.compression !== 'hevc') return () => sharp(photo, opening).autoOrient();
  if (told.width * told.height > mostHeicPixels) throw new PictureRefusedError('too-many-pixels');
  // Upright already: a HEIC's turn is part of its decoding.
  const { width, height, pixels } = await heic.decode(photo);
  return () => sharp(pixels, { raw: { width, height, channels: 4 }, limitInputPixels: mostHeicPixels });
};

/** What is not asked to be kept is left out by sharp: EXIF, XMP, IPTC, colour profile, comments. */
const encode = async (open: () => Sharp, { side, mostBytes }: Size): Promise<Picture> => {
  for (const { quality, share } of tries) {
    const longest = Math.floor(side * share);
    const { data, info } = await open()
      .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    if (data.byteLength <= mostBytes) {
      return { bytes: data, mime: 'image/jpeg', width: info.width, height: info.height };
    }
  }
  throw new PictureRefusedError('too-many-pixels');
};

type Size = { readonly side: number; readonly mostBytes: number };

/** A photo fits at the first; a picture of pure noise at one of the others. */
const tries = [
  { quality: 85, share: 1 },
  { quality: 65, share: 1 },
  { quality: 65, share: 0.5 },
] as const;

const toRefusal = (error: unknown): PictureRefusedError => {
  if (error instanceof PictureRefusedError) return error;
  const isTooLarge = error instanceof Error && /pixel limit/.test(error.message);
  return new PictureRefusedError(isTooLarge ? 'too-many-pixels' : 'not-a-picture', { cause: error });
};
