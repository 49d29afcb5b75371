import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A screenshot in far fewer bytes: every fourth shade is enough for flat colours and the edges of letters, and then the
 * rows repeat so well that they are packed as they are.
 */
export const packPng = (png: Buffer): Buffer => {
  const { width, height, rows } = readRows(png);
  const plain = Buffer.alloc((width * bytesPerPixel + 1) * height);
  for (const [y, row] of rows.entries()) {
    for (const [x, shade] of row.entries()) {
      plain[y * (row.length + 1) + 1 + x] = Math.min(255, Math.round(shade / shadeStep) * shadeStep);
    }
  }
  return Buffer.concat([
    png.subarray(0, afterHeader),
    writeChunk('IDAT', deflateSync(plain, { level: 9, memLevel: 9 })),
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
};

const shadeStep = 4;
/** The browser's screenshots are red, green and blue, without transparency. */
const bytesPerPixel = 3;
const signatureBytes = 8;
const headerBytes = 13;
const aroundChunk = 12;
const afterHeader = signatureBytes + headerBytes + aroundChunk;

const readRows = (png: Buffer) => {
  const width = png.readUInt32BE(signatureBytes + 8);
  const height = png.readUInt32BE(signatureBytes + 12);
  const packed: Buffer[] = [];
  for (let at = afterHeader; at < png.length; at += png.readUInt32BE(at) + aroundChunk) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const filtered = inflateSync(Buffer.concat(packed));
  const rowBytes = width * bytesPerPixel;
  const rows: Uint8Array[] = [];
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1);
    const above = rows.at(-1) ?? new Uint8Array(rowBytes);
    rows.push(unfilter(filtered[start] ?? 0, filtered.subarray(start + 1, start + 1 + rowBytes), above));
  }
  return { width, height, rows };
};

/** PNG keeps each byte as its difference from what its neighbours foretell (PNG specification, part 9). */
const unfilter = (kind: number, row: Uint8Array, above: Uint8Array): Uint8Array => {
  const plain = new Uint8Array(row.length);
  for (const [x, difference] of row.entries()) {
    const left = plain[x - bytesPerPixel] ?? 0;
    const foretold = foretell(kind, left, above[x] ?? 0, above[x - bytesPerPixel] ?? 0);
    plain[x] = difference + foretold;
  }
  return plain;
};

const foretell = (kind: number, left: number, up: number, corner: number): number => {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return Math.floor((left + up) / 2);
  return kind === 4 ? nearest(left + up - corner, left, up, corner) : 0;
};

const nearest = (guess: number, ...neighbours: readonly number[]): number =>
  neighbours.reduce((one, other) => (Math.abs(guess - other) < Math.abs(guess - one) ? other : one));

const writeChunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
};
