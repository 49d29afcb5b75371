/** What the phone page and tests are shown. Types only, so that the browser may import them. */
export interface PhoneState {
  readonly residents: readonly Resident[];
  readonly groups: readonly Group[];
  /** By the resident's id, and by the group's. */
  readonly chats: Readonly<Record<string, readonly Bubble[]>>;
  /** The latest entries, oldest first. */
  readonly journal: readonly Entry[];
  readonly webhookSettings: WebhookSettings;
  readonly heldEvents: number;
  readonly plannedFaults: readonly PlannedFault[];
}

export interface Resident {
  readonly userId: string;
  readonly name: string;
  readonly relation: 'friend' | 'blocked' | 'stranger';
  /** The three dots of LINE's loading animation show until then. */
  readonly loadingUntil: number;
}

/** Where several residents talk. A room is LINE's older kind; its name is only ours. */
export interface Group {
  readonly groupId: string;
  readonly kind: 'group' | 'room';
  readonly name: string;
  readonly members: readonly string[];
  readonly hasCity: boolean;
}

/** One message as the resident sees it. */
export interface Bubble {
  readonly id: string;
  readonly author: 'resident' | 'city';
  /** Which resident wrote it; `null` for the city's. */
  readonly writer: string | null;
  readonly at: number;
  readonly content: Content;
  readonly quotedMessageId: string | null;
  /** Pictures that were sent in one go. */
  readonly imageSet: ImageSet | null;
  readonly isEdited: boolean;
  /** Shown only under the last bubble of the chat, as LINE does. */
  readonly quickReplies: readonly Tap[];
  readonly isRead: boolean;
}

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'image';
      readonly url: string;
      readonly originalUrl: string;
      /** Why LINE would not show it. */
      readonly problem?: string;
    }
  | { readonly kind: 'video'; readonly url: string }
  | { readonly kind: 'audio'; readonly url: string }
  | { readonly kind: 'file'; readonly url: string; readonly fileName: string; readonly sizeBytes: number }
  | ({ readonly kind: 'location' } & Place)
  | { readonly kind: 'sticker'; readonly packageId: string; readonly stickerId: string }
  | { readonly kind: 'card'; readonly title: string; readonly text: string; readonly buttons: readonly Tap[] }
  | { readonly kind: 'other'; readonly type: string; readonly altText: string }
  | { readonly kind: 'taken-back' };

/** `index` counts from 1. */
export interface ImageSet {
  readonly id: string;
  readonly index: number;
  readonly total: number;
}

export interface Place {
  readonly title: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** What happens when the resident taps a quick reply or a button of a card. */
export type Tap =
  | { readonly kind: 'says'; readonly label: string; readonly text: string }
  | {
      readonly kind: 'posts-back';
      readonly label: string;
      readonly data: string;
      readonly displayText: string | null;
    }
  | { readonly kind: 'opens'; readonly label: string; readonly uri: string }
  | { readonly kind: 'sends-photo'; readonly label: string }
  | { readonly kind: 'sends-place'; readonly label: string }
  | { readonly kind: 'other'; readonly label: string; readonly type: string };

/** One webhook sent or one API call answered, in the order in which they began. */
export type Entry = WebhookEntry | ApiEntry;

export interface WebhookEntry {
  readonly kind: 'webhook';
  readonly seq: number;
  readonly at: number;
  /** What happened, such as `message.text`, one per event. */
  readonly summary: readonly string[];
  readonly eventIds: readonly string[];
  readonly isRedelivery: boolean;
  readonly body: string;
  readonly signature: string;
  /** `null` while the city has not answered. */
  readonly outcome: WebhookOutcome | null;
}

export type WebhookOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'held' }
  | { readonly kind: 'no-webhook-url' };

export interface ApiEntry {
  readonly kind: 'api';
  readonly seq: number;
  readonly at: number;
  readonly endpoint: Endpoint | 'unknown';
  readonly request: string;
  readonly requestId: string;
  readonly retryKey: string | null;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
  readonly fault: ApiFault['kind'] | null;
}

export const endpoints = [
  'push',
  'reply',
  'multicast',
  'broadcast',
  'validate',
  'profile',
  'content',
  'transcoding',
  'quota',
  'consumption',
  'loading',
  'mark-as-read',
  'info',
] as const;
export type Endpoint = (typeof endpoints)[number];

export type ApiFault =
  | { readonly kind: 'rate-limited' }
  | { readonly kind: 'monthly-limit' }
  | { readonly kind: 'too-many-at-once' }
  | { readonly kind: 'too-many-to-one' }
  | { readonly kind: 'token-refused' }
  | { readonly kind: 'server-error' }
  /** Carried out at once, answered late. */
  | { readonly kind: 'answer-late'; readonly delayMs: number }
  /** Carried out; the line breaks before the answer. */
  | { readonly kind: 'drop-after-accepting' }
  /** Carried out; the line breaks in the middle of the answer. */
  | { readonly kind: 'half-a-body' }
  /** Content only: 202, LINE is still preparing it. */
  | { readonly kind: 'still-transcoding' };

export interface PlannedFault {
  readonly fault: ApiFault;
  readonly endpoint: Endpoint | 'any';
  readonly times: number | 'until-cleared';
}

export interface WebhookSettings {
  /** LINE's console switch "Webhook redelivery". */
  readonly redelivers: boolean;
  readonly redeliverAfterMs: number;
  readonly redeliverTimes: number;
  /** Every webhook is sent twice, both as first deliveries. */
  readonly duplicates: boolean;
  /** Events are collected until they are released. */
  readonly holds: boolean;
  /** Another service answers for the city's account: events come without reply tokens. */
  readonly standby: boolean;
}

export interface Release {
  readonly order: 'as-written' | 'reversed' | 'shuffled';
  /** All events in one body instead of one body each. */
  readonly together: boolean;
}
