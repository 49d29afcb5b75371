/** What can keep a member of staff from changing a matter. `not-found` is also what is not theirs. */
export type MatterOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed-in-state' }
  /** Somebody wrote since the view was made. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'forbidden' };
