/** What came of asking the server. */
export type Answer<T> =
  { readonly kind: 'told'; readonly told: T } | { readonly kind: 'not-told'; readonly trouble: Trouble };

export type Trouble =
  | { readonly kind: 'unreached' }
  | { readonly kind: 'refused'; readonly code: string; readonly retryAfterSeconds: number | null };
