import type { ChatTalk } from '#src/http/contract/chat';
import type { Quote } from './quote.ts';

/** What a resident wants to tell, before the city has it. */
export type Said =
  | { readonly kind: 'text'; readonly text: string; readonly quotes: Quote | null }
  | { readonly kind: 'photo'; readonly photo: Blob; readonly previewUrl: string; readonly keepPlace: boolean }
  | { readonly kind: 'place'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'choice'; readonly label: string; readonly data: string };

/** `waits`: too much came at once; the page tries again by itself. */
export type Fate =
  | { readonly kind: 'on-its-way' }
  | { readonly kind: 'waits'; readonly why: string }
  | { readonly kind: 'not-sent'; readonly why: string };

/** The id stays the same through every try, so that the city takes it once. */
export interface Outgoing {
  readonly id: string;
  readonly at: string;
  readonly said: Said;
  readonly fate: Fate;
}

export const withFate = (all: readonly Outgoing[], id: string, fate: Fate): readonly Outgoing[] =>
  all.map((one) => (one.id === id ? { ...one, fate } : one));

/** The words stay, though what they were written about is not there any more. */
export const withoutQuote = (all: readonly Outgoing[], id: string): readonly Outgoing[] =>
  all.map((one) =>
    one.id === id && one.said.kind === 'text' ? { ...one, said: { ...one.said, quotes: null } } : one,
  );

export const without = (all: readonly Outgoing[], id: string): readonly Outgoing[] =>
  all.filter((one) => one.id !== id);

/** A message may have arrived although its answer did not come back. */
export const notArrived = (all: readonly Outgoing[], { messages }: ChatTalk): readonly Outgoing[] =>
  all.filter(({ id }) => messages.every((message) => message.id !== id));

/** Photos are too large to keep over a reload. */
export const writeDown = (all: readonly Outgoing[]): string | null => {
  const lasting = all.flatMap(({ id, at, said }) => (said.kind === 'photo' ? [] : [{ id, at, said }]));
  return lasting.length === 0 ? null : JSON.stringify(lasting);
};

/** What an earlier visit left unsent. Anything else that lies there is not ours. */
export const readDown = (written: string | null, why: string): readonly Outgoing[] => {
  const found = parse(written);
  if (!Array.isArray(found)) return [];
  return found
    .filter(isLasting)
    .map(({ id, at, said }) => ({ id, at, said, fate: { kind: 'not-sent', why } }));
};

type Lasting = Omit<Outgoing, 'fate'>;

const parse = (written: string | null): unknown => {
  try {
    return written === null ? null : JSON.parse(written);
  } catch {
    return null;
  }
};

const isLasting = (found: unknown): found is Lasting =>
  isObject(found) && isText(found['id']) && isText(found['at']) && isSaid(found['said']);

const isSaid = (said: unknown): boolean => {
  if (!isObject(said)) return false;
  if (said['kind'] === 'text') return isText(said['text']) && isQuote(said['quotes']);
  if (said['kind'] === 'choice') return isText(said['label']) && isText(said['data']);
  return said['kind'] === 'place' && isNumber(said['latitude']) && isNumber(said['longitude']);
};

const isQuote = (quotes: unknown): boolean =>
  quotes === null || (isObject(quotes) && isText(quotes['id']) && isText(quotes['excerpt']));

const isObject = (found: unknown): found is { readonly [name: string]: unknown } =>
  typeof found === 'object' && found !== null;
const isText = (found: unknown): found is string => typeof found === 'string';
const isNumber = (found: unknown): found is number => typeof found === 'number';
