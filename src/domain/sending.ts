/** One recipient's fate. `accepted` is accepted by the platform, never "delivered". */
export const deliveryStates = ['queued', 'sending', 'accepted', 'refused', 'unknown', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What a platform finds wrong with a call that no repetition mends; `refused`: something that we have no name for. */
export const refusals = [
  'too-long',
  'wrong-address',
  'wrong-picture',
  'wrong-button',
  'wrong-quote',
  'refused',
] as const;
export type Refusal = (typeof refusals)[number];

/** Why a send came to nothing, was not made, or still waits. */
export const deliveryReasons = [
  'recipient-gone',
  'quota-spent',
  ...refusals,
  'unauthorised',
  'unprepared',
  'no-answer-from-platform',
  'gave-up',
  'taken-back',
  'undone',
] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

/** How one try of a call ended. An attempt without a result never came back to us. */
export const attemptResults = [
  'accepted',
  'throttled',
  'quota-spent',
  'unavailable',
  'unknown',
  'token-invalid',
  'recipient-gone',
  'refused',
  'unauthorised',
  'unprepared',
] as const;
export type AttemptResult = (typeof attemptResults)[number];
