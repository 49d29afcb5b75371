import type { Request } from 'express';

export type Asked =
  | { readonly kind: 'all' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'beyond' };

/** Which bytes of so many a player asks for. Several ranges at once, and what cannot be read, count as a wish for all. */
export const askedRange = (request: Request, bytes: number): Asked => {
  const ranges = request.range(bytes, { combine: true });
  if (ranges === -1) return { kind: 'beyond' };
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes') return { kind: 'all' };
  const [first, ...others] = ranges;
  return first === undefined || others.length > 0 ? { kind: 'all' } : { kind: 'part', ...first };
};
