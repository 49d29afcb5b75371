/** One recipient's fate. `accepted` is accepted by the platform, never "delivered". */
export const deliveryStates = ['queued', 'sending', 'accepted', 'refused', 'unknown', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a send came to nothing, or was not made. */
export const deliveryReasons = [
  'recipient-gone',
  'quota-spent',
  'refused',
  'unauthorised',
  'no-answer-from-platform',
  'gave-up',
  'taken-back',
  'undone',
] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

/** How one try of a call ended. An attempt without a result never came back to us. */
export type AttemptResult =
  | 'accepted'
  | 'throttled'
  | 'quota-spent'
  | 'unavailable'
  | 'unknown'
  | 'token-invalid'
  | 'recipient-gone'
  | 'refused'
  | 'unauthorised';
