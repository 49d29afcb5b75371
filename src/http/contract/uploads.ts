import { z } from 'zod';

/** The file's own name; what residents read of it is cleaned on the server. */
export const uploadQuery = z.strictObject({ name: z.string().min(1).max(500) });

/** A picture or a file laid beside an answer that is being written. */
export const upload = z.object({
  id: z.uuid(),
  kind: z.enum(['image', 'file']),
  /** As the resident will read it. */
  fileName: z.string(),
  bytes: z.int(),
  /** A small picture; null for files. */
  previewUrl: z.string().nullable(),
});

export type Upload = z.infer<typeof upload>;
