import { z } from 'zod';

/** Something somebody wrote. PostgreSQL keeps neither NUL nor half a surrogate pair. */
export const words = (maxChars: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxChars)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds signs that cannot be kept');
