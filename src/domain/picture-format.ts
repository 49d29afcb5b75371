export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'heif';

/** By its first bytes and never by what it calls itself. Null: not a picture that we open, such as an SVG. */
export const pictureFormat = (bytes: Uint8Array): PictureFormat | null => {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (/^RIFF[^]{4}WEBP$/.test(head)) return 'webp';
  // HEIC and its kin are boxes; the first names the family, then its members.
  return /^[^]{4}ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif)$/.test(head) ? 'heif' : null;
};
