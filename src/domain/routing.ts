import type { CategoryId } from './ids.ts';

export const confidences = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** A category that a message may be about; the probabilities of all categories add up to 1. */
export interface Candidate {
  readonly categoryId: CategoryId;
  readonly probability: number;
}

/** A word of the resident's that decided, as they wrote it; the weight is its share of the decision. */
export interface DecidingWord {
  readonly word: string;
  readonly weight: number;
}
