/**
 * - `lost`: acknowledged and in no thread, in no matter, or never read by whom it was for
 * - `doubled`: kept or read twice
 * - `misordered`: not in the platform's order of time
 * - `misdirected`: in another's thread or matter, or read by another
 * - `left`: taken back, and found all the same
 * - `rekeyed`: a retry key was used with two contents
 */
export const troubleKinds = ['lost', 'doubled', 'misordered', 'misdirected', 'left', 'rekeyed'] as const;
export type TroubleKind = (typeof troubleKinds)[number];

export interface Trouble {
  readonly kind: TroubleKind;
  /** Whom it befell, where that is known. */
  readonly resident: string | null;
  readonly says: string;
}
