/** Reads the time. Rules take `now: Date`; only programs hold a clock. */
export interface Clock {
  now(): Date;
}

/** Makes what must be new or unguessable. */
export interface Ids {
  /** A UUID, version 7: rows made together lie together. */
  newId(): string;
  /** A receipt number such as `12-3456`; says nothing about how many there are. Uniqueness is the store's. */
  newNumber(): string;
  /** 256 random bits in base64url, for cookies and links. */
  newToken(): string;
}

/** Structured, and never given a resident's words: fields are ids, counts, durations and error names. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
