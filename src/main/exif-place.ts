import type { CleanPicture } from '#src/ports/pictures';

type Place = NonNullable<CleanPicture['takenAt']>;

/**
 * Where the camera says that the picture was taken, from its raw EXIF (CIPA DC-008, "GPS Attribute Information"). Null
 * where it does not say, and where what it says cannot be read.
 */
export const placeOf = (exif: Buffer): Place | null => {
  // JPEG puts a mark before the TIFF header that HEIC leaves out.
  const start = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? 6 : 0;
  try {
    return readPlace(new TiffReader(exif.subarray(start)));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const tags = { gps: 0x8825, latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;

const readPlace = (tiff: TiffReader): Place | null => {
  const gpsEntry = tiff.entries(tiff.uint32(4)).get(tags.gps);
  if (gpsEntry === undefined) return null;
  const gps = tiff.entries(tiff.uint32(gpsEntry + 8));
  const degrees = (valueTag: number, refTag: number, negative: string): number => {
    const value = gps.get(valueTag);
    const ref = gps.get(refTag);
    if (value === undefined || ref === undefined || tiff.uint32(value + 4) !== 3) return Number.NaN;
    const at = tiff.uint32(value + 8);
    const size = tiff.rational(at) + tiff.rational(at + 8) / 60 + tiff.rational(at + 16) / 3600;
    return tiff.letter(ref + 8) === negative ? -size : size;
  };
  const latitude = degrees(tags.latitude, tags.latitudeRef, 'S');
  const longitude = degrees(tags.longitude, tags.longitudeRef, 'W');
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
};

/** Reads a TIFF header; whatever lies outside throws a `RangeError`. */
class TiffReader {
  readonly #bytes: Buffer;
  readonly #isLittle: boolean;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#isLittle = bytes.subarray(0, 2).toString('latin1') === 'II';
  }

  /** Where each tag's entry of twelve bytes begins: tag, type, count, value or the value's place. */
  entries(at: number): ReadonlyMap<number, number> {
    const count = this.#uint16(at);
    return new Map(
      Array.from({ length: count }, (_, index) => at + 2 + index * 12).map((entry) => [
        this.#uint16(entry),
        entry,
      ]),
    );
  }

  rational(at: number): number {
    return this.uint32(at) / this.uint32(at + 4);
  }

  letter(at: number): string {
    return String.fromCharCode(this.#bytes.readUInt8(at));
  }

  uint32(at: number): number {
    return this.#isLittle ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  #uint16(at: number): number {
    return this.#isLittle ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }
}
