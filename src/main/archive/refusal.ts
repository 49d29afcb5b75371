import { CannotStartError } from '#src/main/cannot-start';
import { BrokenBackupError } from './broken-backup.ts';

const noRoom = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Why the new place did not take what is in a sound backup. PostgreSQL quotes the value that it refuses, and that may be a resident's word. */
export const asRefusal = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (noRoom.has(code)) {
    return new CannotStartError(
      'There is no room for the restored city. Make room, and run the same restore again.',
    );
  }
  if (!('severity' in error)) return error;
  const table = 'table' in error && typeof error.table === 'string' ? ` at ${error.table}` : '';
  return new BrokenBackupError(`the database refused it${table} (SQLSTATE ${code})`);
};
