import { z } from 'zod';

/**
 * Every way a request can fail, for words in the browser. `not-found` is also the answer for what exists but
 * belongs to another department: the two must look exactly alike.
 */
export const problemCodes = [
  'invalid-request',
  'not-logged-in',
  'wrong-credentials',
  'too-many-attempts',
  'password-change-required',
  'csrf',
  'forbidden',
  'not-found',
  'stale',
  'not-allowed-in-state',
  'on-legal-hold',
  'too-long',
  'already-exists',
  'link-expired',
  'last-administrator',
  'too-large',
  'not-a-picture',
  'too-fast',
  'foreign-page',
  'code-expired',
  'file-kind',
  'broken-file',
  'not-ready',
  'internal',
] as const;

/** RFC 9457. `type` is `urn:kodama:problem:<code>`. */
export const problem = z.object({
  type: z.string(),
  code: z.enum(problemCodes),
  title: z.string(),
  status: z.int(),
  /** For `invalid-request`: which fields, and what is wrong with each. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.int().optional(),
});

export type ProblemCode = (typeof problemCodes)[number];
export type Problem = z.infer<typeof problem>;
