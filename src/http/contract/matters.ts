import { z } from 'zod';
import { states, closeReasons, matterActions } from '#src/domain/matter';
import { authors } from '#src/domain/message';
import { deliveryReasons, deliveryStates } from '#src/domain/sending';
import { confidences } from '#src/domain/routing';
import { channelNames } from '#src/domain/channel-name';

/** Times are ISO 8601 in UTC; the browser shows them in Japan time. */
const time = z.iso.datetime();
const uuid = z.uuid();
export const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

const named = z.object({ id: key, name: z.string() });
const person = z.object({ id: uuid, name: z.string() });

export const matterRow = z.object({
  id: uuid,
  number: z.string(),
  state: z.enum(states),
  urgent: z.boolean(),
  category: named.nullable(),
  department: named,
  assignee: person.nullable(),
  resident: z.object({
    displayName: z.string().nullable(),
    channel: z.enum(channelNames),
    isReachable: z.boolean(),
  }),
  /** The last message of the thread that the reader may see; null when it was taken back. */
  preview: z
    .object({
      from: z.enum(authors),
      text: z.string().nullable(),
      kind: z.enum([
        'text',
        'image',
        'video',
        'audio',
        'file',
        'place',
        'sticker',
        'unsupported',
        'taken-back',
      ]),
      at: time,
    })
    .nullable(),
  hasPhoto: z.boolean(),
  hasPlace: z.boolean(),
  /** A message to the resident was refused, its fate is unknown, or it waits for its channel. */
  hasFailedSend: z.boolean(),
  isUnread: z.boolean(),
  openedAt: time,
  /** Since when the resident waits for the city; null when the city waits or all is done. */
  waitingSince: time.nullable(),
  replyBy: time.nullable(),
  /** Grows with everything that happens to the matter. */
  revision: z.int(),
});

export const views = ['mine', 'department', 'unassigned', 'sorting', 'all'] as const;

export const listQuery = z.strictObject({
  view: z.enum(views).default('department'),
  /** Without it: everything that is not closed. */
  state: z.enum(states).optional(),
  department: key.optional(),
  /** Only matters in which something did not arrive; without a state, closed ones of the last two weeks too. */
  sending: z.literal('failed').optional(),
  order: z.enum(['waiting', 'newest']).default('waiting'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const matterList = z.object({ rows: z.array(matterRow), nextCursor: z.string().nullable() });

export const matterCounts = z.object({
  mine: z.int(),
  department: z.int(),
  unassigned: z.int(),
  sorting: z.int(),
  all: z.int(),
  /** In which something did not arrive. */
  failed: z.int(),
});

/** The host where the medium lies, when it was not given to the platform: it is not fetched from there. */
const elsewhere = z.string().nullable();
const durationMs = z.number().nullable();

const content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    /** In UTF-16 code units, in order: a platform's small picture, named by the text, or somebody who is addressed. */
    marks: z.array(z.object({ kind: z.enum(['emoji', 'mention']), index: z.int(), length: z.int() })),
  }),
  z.object({ kind: z.literal('image'), elsewhere }),
  z.object({ kind: z.literal('video'), elsewhere, durationMs }),
  z.object({ kind: z.literal('audio'), elsewhere, durationMs }),
  z.object({ kind: z.literal('file'), fileName: z.string() }),
  z.object({
    kind: z.literal('place'),
    latitude: z.number(),
    longitude: z.number(),
    title: z.string().nullable(),
    address: z.string().nullable(),
    /** Towns around it, the nearest first, with metres east and north of the place: for a small drawing. */
    around: z.array(z.object({ name: z.string(), east: z.number(), north: z.number() })),
  }),
  z.object({ kind: z.literal('sticker'), words: z.array(z.string()) }),
  z.object({ kind: z.literal('unsupported'), name: z.string() }),
  z.object({ kind: z.literal('taken-back') }),
  /** By the city, and for good. */
  z.object({ kind: z.literal('erased'), at: time, byName: z.string(), departmentName: z.string() }),
]);

const delivery = z.object({
  state: z.enum(deliveryStates),
  at: time,
  reason: z.enum(deliveryReasons).nullable(),
  mayRetry: z.boolean(),
});

const attachment = z.object({
  id: uuid,
  kind: z.enum(['image', 'video', 'audio', 'file']),
  /**
   * `waiting`: being fetched; `preparing`: the platform is not ready to give it; `failed`: may be tried again; `gone`: the
   * platform no longer has it.
   */
  state: z.enum(['waiting', 'preparing', 'stored', 'failed', 'gone']),
  mime: z.string().nullable(),
  bytes: z.int().nullable(),
  fileName: z.string().nullable(),
  /** Where the medium lies once stored. */
  url: z.string(),
});

const quoted = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    id: uuid,
    from: z.enum(authors),
    authorName: z.string().nullable(),
    says: z.enum(['text', 'image', 'video', 'audio', 'file', 'place', 'sticker', 'unsupported']),
    excerpt: z.string().nullable(),
    /** Whether it stands in this thread as it is shown. */
    isHere: z.boolean(),
  }),
  z.object({ kind: z.literal('taken-back') }),
  /** Said before the city listened, or of a kind the platform does not tell. */
  z.object({ kind: z.literal('unseen') }),
  /** In a talk that the reader may not see. */
  z.object({ kind: z.literal('elsewhere') }),
]);

const messageItem = z.object({
  kind: z.literal('message'),
  id: uuid,
  from: z.enum(authors),
  authorName: z.string().nullable(),
  at: time,
  content,
  attachments: z.array(attachment),
  quoted: quoted.nullable(),
  /** Whether an answer may carry it as a quote. */
  mayQuote: z.boolean(),
  /** When it was written anew; `afterAnswer`: the city had answered the words that stood there. */
  edited: z.object({ at: time, afterAnswer: z.boolean() }).nullable(),
  /** Pictures sent in one go share the id; `index` counts from 1. */
  imageSet: z.object({ id: z.string(), index: z.int(), total: z.int() }).nullable(),
  delivery: delivery.nullable(),
});

const noteItem = z.object({
  kind: z.literal('note'),
  id: uuid,
  authorName: z.string(),
  at: time,
  text: z.string(),
});

const eventItem = z.object({
  kind: z.literal('event'),
  id: z.string(),
  at: time,
  actorName: z.string().nullable(),
  what: z.discriminatedUnion('name', [
    z.object({ name: z.literal('opened'), departmentName: z.string() }),
    z.object({ name: z.literal('routed'), departmentName: z.string() }),
    z.object({ name: z.literal('transferred'), fromName: z.string(), toName: z.string() }),
    z.object({ name: z.literal('assigned'), assigneeName: z.string().nullable() }),
    z.object({ name: z.literal('closed'), reason: z.enum(closeReasons) }),
    z.object({ name: z.literal('reopened') }),
    z.object({ name: z.literal('undone') }),
    z.object({ name: z.literal('resident-erased') }),
    z.object({ name: z.enum(['blocked', 'unblocked']) }),
  ]),
});

export const matterDetail = matterRow.extend({
  /** Oldest first. */
  thread: z.array(z.discriminatedUnion('kind', [messageItem, noteItem, eventItem])),
  /** How many older items `limit` left out. */
  earlierItems: z.int(),
  /** Null when nothing was classified: a photo alone, or words taken back. */
  routing: z
    .object({
      confidence: z.enum(confidences),
      probability: z.number(),
      words: z.array(z.object({ word: z.string(), weight: z.number() })),
      others: z.array(z.object({ category: named, department: named, probability: z.number() })),
    })
    .nullable(),
  may: z.array(z.enum(matterActions)),
  /** What the reader may have erased: any one message, or everything of the resident. */
  mayErase: z.object({ message: z.boolean(), resident: z.boolean() }),
  /** Everything of the resident is erased, and nothing reaches them. */
  isErased: z.boolean(),
  /** What the resident's channel takes, in UTF-16 code units. */
  channelLimits: z.object({ charsPerMessage: z.int(), messagesPerSend: z.int() }),
});

export const detailQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(2000).default(200) });

export type MatterRow = z.infer<typeof matterRow>;
export type MatterDetail = z.infer<typeof matterDetail>;
export type ThreadItem = MatterDetail['thread'][number];
export type MatterView = (typeof views)[number];
