/** Why a platform takes nothing more of what a channel sends: its month is paid out, or our token is not good. */
export const holdKinds = ['quota-spent', 'unauthorised'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** Free replies do not count among the month's messages. */
export const isHeldBy = (kind: HoldKind, route: 'reply' | 'push'): boolean =>
  kind === 'unauthorised' || route === 'push';

/**
 * After how long one send asks again. LINE also calls the month spent while another delivery holds messages in reserve, so
 * that the answer may be another one soon; a mended token should be noticed at once.
 */
export const holdPauseMs = {
  'quota-spent': 10 * 60_000,
  unauthorised: 60_000,
} as const satisfies Readonly<Record<HoldKind, number>>;

/** What was not sent for a day may no longer be true: staff decide whether it still is to go out. */
const heldAtMostMs = 24 * 60 * 60_000;

export const isHeldTooLong = (heldSince: Date | null, now: Date): boolean =>
  heldSince !== null && now.getTime() - heldSince.getTime() >= heldAtMostMs;
