/** Why the city erases something: a choice, since words about it would say again what is to be forgotten. */
export const erasureReasons = ['resident-asked', 'others-data', 'sent-in-error', 'rules'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/** Why everything of one resident is erased. */
export const residentErasureReasons = ['resident-asked', 'rules'] as const satisfies readonly ErasureReason[];
