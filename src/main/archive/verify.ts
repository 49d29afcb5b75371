import type { End, Head, Tables } from './parts.ts';
import { BrokenBackupError } from './broken-backup.ts';
import { readArchive } from './read.ts';

export interface Verified {
  readonly head: Head;
  readonly tables: Tables;
  readonly end: End;
}

/** Reads a whole backup and changes nothing; returns what it says of itself when every checksum is right. */
export const verifyArchive = async (path: string, signal: AbortSignal): Promise<Verified> => {
  let head: Head | null = null;
  let tables: Tables | null = null;
  let end: End | null = null;
  for await (const part of readArchive(path, signal)) {
    if (head === null && part.kind !== 'head') throw new BrokenBackupError('it is no backup of a city');
    switch (part.kind) {
      case 'head':
        head = part.head;
        break;
      case 'rows':
        break;
      case 'tables':
        tables = part.tables;
        break;
      case 'medium':
        for await (const _ of part.body);
        break;
      case 'end':
        end = part.end;
        break;
    }
  }
  if (head === null || tables === null || end === null)
    throw new BrokenBackupError('parts of it are missing');
  const listed = head.tables.map(({ name }) => name).toSorted();
  if (JSON.stringify(listed) !== JSON.stringify(Object.keys(tables.tables).toSorted())) {
    throw new BrokenBackupError('its lists of tables do not agree');
  }
  return { head, tables, end };
};
