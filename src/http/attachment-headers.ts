import { safeFileName } from '#src/domain/file-name';

/** Shown in the page; everything else is only offered for saving, since a resident chose its type. */
const shown = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
  'audio/mp4',
  'audio/m4a',
  'audio/x-m4a',
  'audio/aac',
  'audio/mpeg',
  'audio/wav',
]);

interface Kept {
  readonly kind: 'image' | 'video' | 'audio' | 'file';
  readonly mime: string | null;
  readonly fileName: string | null;
}

/** Even what is shown may do nothing: no script, no frame, no guess at its type. */
export const attachmentHeaders = ({ kind, mime, fileName }: Kept): Readonly<Record<string, string>> => {
  const type = mime?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isShown = kind !== 'file' && shown.has(type);
  return {
    'content-type': isShown ? type : 'application/octet-stream',
    'content-disposition': isShown ? 'inline' : saving(fileName),
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  };
};

/** The name twice, as RFC 6266 has it: once for who reads ASCII only, once whole. */
const saving = (fileName: string | null): string => {
  const name = fileName === null ? null : safeFileName(fileName);
  if (name === null) return 'attachment';
  const ascii = name.replace(/[^\x20-\x7e]|[%"\\]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encode(name)}`;
};

/** RFC 5987 leaves fewer signs as they are than `encodeURIComponent` does. */
const encode = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
