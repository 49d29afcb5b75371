import { z } from 'zod';
import { endpoints, type ApiFault, type ImageSet, type Place, type Release, type Tap } from './contract.ts';

/** What the control API is told, checked against the types the page uses. */
export const placeSchema = z.object({
  title: z.string(),
  address: z.string(),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
}) satisfies z.ZodType<Place>;

const stretches = z.array(z.object({ index: z.int().min(0), length: z.int().min(1) })).max(20);

export const textSchema = z.object({
  text: z.string().min(1).max(10_000),
  quoteOf: z.string().exactOptional(),
  emojis: stretches.exactOptional(),
  mentions: stretches.exactOptional(),
});

/** In the query, beside the picture's bytes; null for a picture alone. */
export const imageSetSchema = z
  .object({ setId: z.string().min(1), index: z.coerce.number().int(), total: z.coerce.number().int() })
  .transform(({ setId, index, total }): ImageSet => ({ id: setId, index, total }))
  .or(z.object({ setId: z.undefined().optional() }).transform(() => null));

export const preparingSchema = z.object({
  preparesForMs: z.coerce.number().int().min(0).max(3_600_000).exactOptional(),
});

/** In the query: the group in which it is said. */
export const whereSchema = z.object({ in: z.string().exactOptional() });

const label = z.string();

export const tapSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('says'), label, text: z.string() }),
  z.object({ kind: z.literal('posts-back'), label, data: z.string(), displayText: z.string().nullable() }),
  z.object({ kind: z.literal('opens'), label, uri: z.string() }),
  z.object({ kind: z.literal('sends-photo'), label }),
  z.object({ kind: z.literal('sends-place'), label }),
  z.object({ kind: z.literal('other'), label, type: z.string() }),
]) satisfies z.ZodType<Tap>;

const fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rate-limited') }),
  z.object({ kind: z.literal('monthly-limit') }),
  z.object({ kind: z.literal('too-many-at-once') }),
  z.object({ kind: z.literal('too-many-to-one') }),
  z.object({ kind: z.literal('token-refused') }),
  z.object({ kind: z.literal('server-error') }),
  z.object({ kind: z.literal('answer-late'), delayMs: z.number().int().min(0).max(600_000) }),
  z.object({ kind: z.literal('drop-after-accepting') }),
  z.object({ kind: z.literal('half-a-body') }),
  z.object({ kind: z.literal('still-transcoding') }),
]) satisfies z.ZodType<ApiFault>;

export const faultKindSchema = z.enum(fault.options.map((option) => option.shape.kind.value));

export const faultSchema = z.object({
  fault,
  endpoint: z.enum([...endpoints, 'any']).default('any'),
  times: z.union([z.number().int().min(1), z.literal('until-cleared')]).default(1),
});

export const settingsSchema = z
  .object({
    redelivers: z.boolean(),
    redeliverAfterMs: z.number().int().min(0).max(600_000),
    redeliverTimes: z.number().int().min(0).max(100),
    duplicates: z.boolean(),
    holds: z.boolean(),
    standby: z.boolean(),
  })
  .partial()
  .transform((change) => ({
    ...(change.redelivers === undefined ? {} : { redelivers: change.redelivers }),
    ...(change.redeliverAfterMs === undefined ? {} : { redeliverAfterMs: change.redeliverAfterMs }),
    ...(change.redeliverTimes === undefined ? {} : { redeliverTimes: change.redeliverTimes }),
    ...(change.duplicates === undefined ? {} : { duplicates: change.duplicates }),
    ...(change.holds === undefined ? {} : { holds: change.holds }),
    ...(change.standby === undefined ? {} : { standby: change.standby }),
  }));

export const releaseSchema = z.object({
  order: z.enum(['as-written', 'reversed', 'shuffled']).default('as-written'),
  together: z.boolean().default(false),
}) satisfies z.ZodType<Release>;
