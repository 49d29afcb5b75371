import { ZodError } from 'zod';

/** A backup that is not what was written. Its message says why, and never quotes what is in it. */
export class BrokenBackupError extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(`This backup cannot be used: ${why}. Take an older one, or copy this one here again.`, options);
    this.name = 'BrokenBackupError';
  }
}

/** What reading says of a file that is cut off, altered, or something else altogether. */
export const asBroken = (cause: unknown): unknown => {
  if (cause instanceof ZodError || cause instanceof SyntaxError) {
    return new BrokenBackupError('one of its lists is not what a backup has', { cause });
  }
  if (!(cause instanceof Error) || cause instanceof BrokenBackupError) return cause;
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'Z_BUF_ERROR' || cause.message === 'Unexpected end of data') {
    return new BrokenBackupError('it is cut off', { cause });
  }
  if (code.startsWith('Z_')) return new BrokenBackupError('it is damaged, or no backup at all', { cause });
  if (cause.message.startsWith('Invalid tar header'))
    return new BrokenBackupError('it is damaged', { cause });
  return cause;
};
