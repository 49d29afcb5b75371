import { z } from 'zod';

export const lineKeys = { channelSecret: 'bench-secret', channelAccessToken: 'bench-token' };

/** One signed body with one event; `mark` stands in its text and nowhere else. */
export const webhook = z.object({ body: z.string(), signature: z.string(), mark: z.string() });
export type Webhook = z.infer<typeof webhook>;

/** Of a resident's words, or of staff's: at the end of the text. */
export const markIn = (text: string): string | null => /[#@]\d+$/.exec(text)?.[0] ?? null;

export const lineOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('where') }),
  z.object({
    kind: z.literal('write'),
    count: z.int(),
    residents: z.int(),
    firstAtMs: z.number(),
    everyMs: z.number(),
  }),
  /** What LINE took from the city since this was last asked. */
  z.object({ kind: z.literal('taken') }),
  /** A new LINE at the same address: the old one remembers everything, and that grows. */
  z.object({ kind: z.literal('forget') }),
]);
export const address = z.object({ url: z.string() });

/** `mark`: of the words that it answers, or of its own when staff wrote it. */
export const taken = z.object({
  route: z.enum(['reply', 'push']),
  mark: z.string().nullable(),
  atMs: z.number(),
});
export type Taken = z.infer<typeof taken>;

export const loadOrder = z.discriminatedUnion('kind', [
  /** One leaves every so often, whatever the answers do. */
  z.object({
    kind: z.literal('open-loop'),
    url: z.string(),
    webhooks: z.array(webhook),
    firstAtMs: z.number(),
    everyMs: z.number(),
  }),
  /** Each connection sends its next one as soon as it is answered. */
  z.object({
    kind: z.literal('closed-loop'),
    url: z.string(),
    webhooks: z.array(webhook),
    connections: z.int(),
    mostMs: z.number(),
  }),
]);

export const openLoopResult = z.object({ latenciesMs: z.array(z.number()), errors: z.int() });
export const closedLoopResult = z.object({ answered: z.int(), errors: z.int(), tookMs: z.number() });

export const bareOrder = z.object({ kind: z.literal('where') });
