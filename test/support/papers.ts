import sharp from 'sharp';

/** What staff attach, made here: each as small as its kind can be. */
export const photoWithPlace = (): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#4a7' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Inventedcam' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '33/1 19/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '130/1 30/1 0/1',
      },
    })
    .toBuffer();

export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** The beginning of an archive with these parts; the names stand in a real one just so. */
export const officeFile = (...parts: readonly string[]): Buffer =>
  Buffer.from(`PK\x03\x04${['[Content_Types].xml', ...parts].join('\0\0')}`, 'latin1');
