import type { CategoryId, DepartmentId } from './ids.ts';

/** One city as its clerks describe it in `config/city`: everything that another city would write differently. */
export interface City {
  readonly name: string;
  /** True for the sample that ships with the product; the inbox and the banner say so. */
  readonly isSample: boolean;
  readonly departments: readonly Department[];
  readonly categories: readonly Category[];
  readonly hours: OpeningHours;
  readonly urgent: readonly UrgentRule[];
  /** Short answers such as 「ありがとう」 that belong to the matter they follow and never open one. */
  readonly acknowledgements: readonly string[];
  /** Days after closing within which the same subject reopens a matter. */
  readonly reopenWithinDays: number;
  readonly templates: Templates;
  readonly answers: readonly ReadyAnswer[];
  readonly towns: readonly Town[];
  readonly chat: ChatPage;
}

/** The city's own web chat: what its page says first, and where it may be embedded. */
export interface ChatPage {
  /** Origins, such as `https://www.city.example.jp`. */
  readonly embedOn: readonly string[];
  /** Days after its last use until a device forgets its talk. */
  readonly rememberedDays: number;
  /** {city} */
  readonly greeting: string;
  readonly whenOpen: string;
  /** {opens} */
  readonly whenClosed: string;
  /** {city} {days} */
  readonly privacy: readonly string[];
}

/** A town's name and where it lies; degrees, WGS 84. */
export interface Town {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** A text that staff choose, mend and send. */
export interface ReadyAnswer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Null fits any matter. */
  readonly categoryId: CategoryId | null;
}

export interface Department {
  readonly id: DepartmentId;
  readonly name: string;
  /** The reading in hiragana, for choosing a department by two typed letters. */
  readonly kana: string;
  /** Name in a resident's plain words, such as 「道路の課」. */
  readonly plainName: string;
  readonly phone: string;
  readonly isSortingDesk: boolean;
}

export interface Category {
  readonly id: CategoryId;
  readonly name: string;
  /** Follows 「〜について受け付けました」 in the receipt. */
  readonly plainName: string;
  readonly departmentId: DepartmentId;
  /** Open days within which an answer may be expected. */
  readonly replyWithinOpenDays: number;
  /** Sentences as residents write them; the classifier learns from these. */
  readonly examples: readonly string[];
}

/** Times are minutes since midnight, Japan time. */
export interface OpeningHours {
  readonly weekdays: readonly Weekday[];
  readonly opensAtMinute: number;
  readonly closesAtMinute: number;
  /** `YYYY-MM-DD`, Japan time: national holidays and the city's own closures. */
  readonly closedDates: ReadonlySet<string>;
}

/** 0 is Sunday, as in `Date.prototype.getDay`. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface UrgentRule {
  readonly id: string;
  readonly words: readonly string[];
  /** Harmless words that contain one of `words`, such as 「火災保険」 for 「火災」. */
  readonly except: readonly string[];
  /** Sent before anything else when one of the words occurs. */
  readonly guidance: string;
}

/** What the machine says to a resident; `{…}` marks are filled by `fillTemplate`. */
export type Templates = Readonly<Record<TemplateName, string>>;

/**
 * - `receipt`: {subject} {number} {department} {days}
 * - `receiptClosed`: the same outside opening hours, and {opens}
 * - `receiptSorting`: {number}; nobody is sure yet whose it is
 * - `urgentHint`: last line of every receipt, of `askSubject` and of `reopened`
 * - `askSubject`: {number}; a photo or place came without words
 * - `added`: {number}; a photo, place or file joined a matter
 * - `routed`: {number} {department}; the sorting desk found who answers
 * - `transferred`: {number} {department}
 * - `closed…`: {number}
 * - `reopened`: {number} {department}
 * - `greeting`: {city}
 * - `fileLink`: {name} {link} {size}; a file from staff where a channel carries none
 * - `fileGone`: under the link of a file that is no longer there
 */
export const templateNames = [
  'greeting',
  'receipt',
  'receiptClosed',
  'receiptSorting',
  'urgentHint',
  'askSubject',
  'added',
  'routed',
  'transferred',
  'reopened',
  'closedSolved',
  'closedAnswered',
  'closedPassedOn',
  'closedNoReply',
  'closedNotForCity',
  'fileLink',
  'fileGone',
] as const;

export type TemplateName = (typeof templateNames)[number];
