import { z } from 'zod';
import { words } from './words.ts';

/** Times are ISO 8601 in UTC; the browser shows them in Japan time. */
const time = z.iso.datetime();
const uuid = z.uuid();

/** As long as a resident may write at once, in UTF-16 code units: what LINE allows, too. */
export const chatTextMost = 5_000;

/** A photo as it comes from the phone. Larger ones are made smaller by the page before it sends them. */
export const chatPhotoMostBytes = 20 * 1024 * 1024;

/** What a resident reads before the first word. Nothing here depends on who asks. */
export const chatWelcome = z.object({
  cityName: z.string(),
  /** What this place is for, in the city's words. */
  greeting: z.string(),
  hours: z.object({
    isOpen: z.boolean(),
    /** When answers come, in one sentence. */
    words: z.string(),
    /** The next opening while it is closed. */
    opensAt: time.nullable(),
  }),
  /** What becomes of what is written here, sentence by sentence. */
  privacy: z.array(z.string()),
  /** How many days this device remembers the talk. */
  rememberedDays: z.int(),
});

const chatQuickReply = z.object({ label: z.string(), data: z.string() });

/** Addresses are our own and good for this resident alone. */
export const chatContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({
    kind: z.literal('image'),
    /** Null until it is stored, or when it could not be. */
    url: z.string().nullable(),
    previewUrl: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('file'),
    fileName: z.string(),
    bytes: z.int().nullable(),
    url: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('place'),
    latitude: z.number(),
    longitude: z.number(),
    title: z.string().nullable(),
    address: z.string().nullable(),
  }),
  z.object({ kind: z.literal('taken-back') }),
]);

export const chatMessage = z.object({
  /** The id that the page made for the resident's own messages; ours for the city's. Unique within the talk. */
  id: z.string(),
  /** `machine`: sent by the city at once; `staff`: a person answered. */
  from: z.enum(['resident', 'machine', 'staff']),
  at: time,
  content: chatContent,
  /** The message this one answers: its id, and its beginning in up to 60 characters (a photo in a word). */
  quotes: z.object({ id: z.string(), excerpt: z.string() }).nullable(),
  isEdited: z.boolean(),
  mayTakeBack: z.boolean(),
});

/** The talk as this device may see it: the latest messages, oldest first. */
export const chatTalk = z.object({
  messages: z.array(chatMessage),
  hasEarlier: z.boolean(),
  /** Something the resident said has arrived, and nobody has looked at it yet, not even the machine. */
  isReceiving: z.boolean(),
  /** Buttons under the last message; none once the resident wrote again. */
  quickReplies: z.array(chatQuickReply),
});

/** `before`: the id of the earliest message the page has. */
export const chatTalkQuery = z.strictObject({ before: z.string().max(100).optional() });

/** The page makes the id: the same message posted twice is one message. */
const clientId = { id: uuid };

export const chatTextBody = z.strictObject({
  ...clientId,
  text: words(chatTextMost),
  /** The id of a message of this talk. */
  quotes: z.string().max(100).optional(),
});

export const chatPlaceBody = z.strictObject({
  ...clientId,
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** A quick reply that was touched. */
export const chatChoiceBody = z.strictObject({
  ...clientId,
  label: words(40),
  data: z.string().min(1).max(300),
});

/** The photo itself is the body. `keepPlace`: the resident meant to tell where it was taken. */
export const chatPhotoQuery = z.strictObject({ id: uuid, keepPlace: z.enum(['yes', 'no']) });

/** `code` is short and sayable; it opens the talk once, on one other device. */
export const chatCode = z.object({ code: z.string(), expiresAt: time });
export const chatResumeBody = z.strictObject({ code: z.string().trim().min(4).max(20) });

/**
 * `GET /api/chat/live` sends server-sent events named `change` without content: ask for the talk again. One is sent
 * right after each connection, since some may have been missed.
 */
export type ChatWelcome = z.output<typeof chatWelcome>;
export type ChatContent = z.output<typeof chatContent>;
export type ChatMessage = z.output<typeof chatMessage>;
export type ChatTalk = z.output<typeof chatTalk>;
