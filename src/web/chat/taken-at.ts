/**
 * Whether a photo tells where it was taken. JPEG and HEIC both carry an Exif part: the sign `Exif` and two zeros, then a
 * TIFF directory, in which 0x8825 points to the place (Exif 2.32, part 4.6).
 */
export const hasPlace = (photo: Uint8Array): boolean => {
  const view = new DataView(photo.buffer, photo.byteOffset, photo.byteLength);
  for (let at = photo.indexOf(0x45); at >= 0; at = photo.indexOf(0x45, at + 1))
    if (isExif(photo, at) && pointsToPlace(view, at + exifSign.length)) return true;
  return false;
};

const exifSign = [0x45, 0x78, 0x69, 0x66, 0, 0];
const placeTag = 0x8825;
const latitudeTag = 2;

const isExif = (photo: Uint8Array, at: number): boolean =>
  exifSign.every((sign, index) => photo[at + index] === sign);

const pointsToPlace = (view: DataView, tiff: number): boolean => {
  try {
    const isLittle = view.getUint16(tiff) === 0x4949;
    if (!isLittle && view.getUint16(tiff) !== 0x4d4d) return false;
    const place = valueOf(view, tiff, view.getUint32(tiff + 4, isLittle), placeTag, isLittle);
    return place !== null && valueOf(view, tiff, place, latitudeTag, isLittle) !== null;
  } catch (error) {
    // The directory points outside of the file.
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const entryBytes = 12;

const valueOf = (
  view: DataView,
  tiff: number,
  directory: number,
  tag: number,
  isLittle: boolean,
): number | null => {
  const entries = view.getUint16(tiff + directory, isLittle);
  for (let nth = 0; nth < entries; nth += 1) {
    const entry = tiff + directory + 2 + nth * entryBytes;
    if (view.getUint16(entry, isLittle) === tag) return view.getUint32(entry + 8, isLittle);
  }
  return null;
};
