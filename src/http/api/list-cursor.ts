import { z } from 'zod';
import { ProblemError } from '#src/http/problems';
import type { ListPlace } from '#src/store/matter-list';
import type { MatterSummary } from '#src/store/matter-rows';

const place = z.tuple([z.boolean(), z.int().nullable(), z.uuid()]);

/** Where a page ended, as the browser hands it back. */
export const writePlace = (order: 'waiting' | 'newest', last: MatterSummary): string => {
  const at = order === 'waiting' ? last.waitingSince : last.lastResidentAt;
  return Buffer.from(JSON.stringify([last.isUrgent, at?.getTime() ?? null, last.id])).toString('base64url');
};

export const readPlace = (cursor: string): ListPlace => {
  const result = place.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!result.success)
    throw new ProblemError('invalid-request', { fields: [{ path: 'cursor', message: 'not a cursor' }] });
  const [isUrgent, atMs, id] = result.data;
  return { isUrgent, atMs: atMs ?? Infinity, id };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
