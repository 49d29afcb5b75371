import { sizeWithin } from '#web/chat/photo-size';

/** A smaller copy of a large photo; the photo itself where this browser cannot make one, or it would not be smaller. */
export const shrink = async (file: File): Promise<Blob> => {
  if (file.size <= smallEnoughBytes || !turnsPhotosUpright()) return file;
  const url = URL.createObjectURL(file);
  try {
    const image = await load(url);
    const copy = image === null ? null : await draw(image);
    return copy !== null && copy.size < file.size ? copy : file;
  } finally {
    URL.revokeObjectURL(url);
  }
};

const smallEnoughBytes = 1_000_000;
const longestSidePx = 2_400;
const quality = 0.85;

/** Elsewhere the copy would lie on its side, since it no longer says how the telephone was held. */
const turnsPhotosUpright = (): boolean => CSS.supports('image-orientation', 'from-image');

const load = (url: string): Promise<HTMLImageElement | null> =>
  new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => resolve(null));
    image.src = url;
  });

const draw = (image: HTMLImageElement): Promise<Blob | null> =>
  new Promise((resolve) => {
    const canvas = document.createElement('canvas');
    const { width, height } = sizeWithin(image.naturalWidth, image.naturalHeight, longestSidePx);
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext('2d');
    if (pen === null) {
      resolve(null);
      return;
    }
    pen.drawImage(image, 0, 0, width, height);
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
