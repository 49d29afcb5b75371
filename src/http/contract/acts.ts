import { z } from 'zod';
import { erasureReasons, residentErasureReasons } from '#src/domain/erasure';
import { closeReasons } from '#src/domain/matter';
import { key } from './matters.ts';
import { words } from './words.ts';

const uuid = z.uuid();

/** A text, or pictures and files, or both. */
export const replyBody = z
  .strictObject({
    /** Made by the browser: the same answer posted twice is one answer. */
    id: uuid,
    text: z.literal('').or(words(25_000)),
    /** The message of this matter that the resident sees it as an answer to. */
    quotes: uuid.optional(),
    uploads: z.array(uuid).max(20).default([]),
    asksBack: z.boolean().default(false),
    /** The revision the writer saw. A newer one is refused as `stale` unless `overStale`. */
    revision: z.int(),
    overStale: z.boolean().default(false),
  })
  .refine(({ text, uploads }) => text !== '' || uploads.length > 0, { path: ['text'], error: 'says nothing' })
  .refine(({ uploads }) => new Set(uploads).size === uploads.length, {
    path: ['uploads'],
    error: 'one twice',
  });
export const noteBody = z.strictObject({ id: uuid, text: words(10_000) });
export const transferBody = z.strictObject({ departmentId: key });
/** Null takes the person away. */
export const assignBody = z.strictObject({ staffId: uuid.nullable() });
export const erasureBody = z.strictObject({ reason: z.enum(erasureReasons) });
export const residentErasureBody = z.strictObject({ reason: z.enum(residentErasureReasons) });
export const closeBody = z.strictObject({ reason: z.enum(closeReasons) });
