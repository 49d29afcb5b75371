/** What really happened, as those know it who wrote and read: the platform's book. */
export interface WorldBook {
  readonly said: readonly Said[];
  /** What each resident read of the city, oldest first. */
  readonly heard: readonly Heard[];
  readonly answers: readonly Answer[];
  /** Every call that carried a retry key. */
  readonly keyedCalls: readonly { readonly retryKey: string; readonly content: string }[];
}

export interface Said {
  readonly messageId: string;
  readonly resident: string;
  readonly at: number;
  /** Stands in its text and in no other; null for what has no text. */
  readonly mark: string | null;
  /** What it is about: one resident's messages about one thing are one matter. Null for what opens none. */
  readonly topic: string | null;
  readonly isAcknowledged: boolean;
  readonly isTakenBack: boolean;
}

export interface Heard {
  readonly resident: string;
  readonly text: string;
}

/** What a member of staff wrote to whoever the matter showed. */
export interface Answer {
  readonly mark: string;
  readonly resident: string;
  readonly isAcknowledged: boolean;
}

/** What the city's database says. */
export interface OurBook {
  /** In the order in which the product lists a thread, thread after thread. */
  readonly messages: readonly KeptMessage[];
  readonly matters: readonly KeptMatter[];
  readonly sends: readonly KeptSend[];
  /** Every mark that stands anywhere in any table. */
  readonly marks: ReadonlySet<string>;
}

export interface KeptMessage {
  readonly messageId: string;
  /** Whose thread it stands in. */
  readonly resident: string;
  readonly matterIds: readonly string[];
  /** Null where there is no text, or none any more. */
  readonly text: string | null;
}

export interface KeptMatter {
  readonly id: string;
  readonly number: string;
}

export interface KeptSend {
  readonly resident: string;
  readonly matterId: string | null;
  readonly isAnswer: boolean;
  readonly texts: readonly string[];
  readonly state: string;
}
