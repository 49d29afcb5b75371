import type { Vector } from './vector.ts';

export interface Weights {
  readonly classes: number;
  at(index: number, label: number): number;
  /** How much more a feature speaks for this class than for the average one. */
  aboveAverage(index: number, label: number): number;
}

export interface Sample {
  readonly vector: Vector;
  readonly label: number;
}

/**
 * Multinomial logistic regression by AdaGrad: each weight takes smaller steps the more it has moved, so rare words learn
 * as fast as common ones. No randomness: the same examples always give the same classifier.
 */
export const learnWeights = (
  samples: readonly Sample[],
  { classes, dimensions }: { readonly classes: number; readonly dimensions: number },
): Weights => {
  const weights = new Float64Array(dimensions * classes);
  const squares = new Float64Array(dimensions * classes).fill(1e-6);
  const scores = new Float64Array(classes);
  for (let round = 0; round < rounds; round += 1) {
    for (const { vector, label } of samples) {
      probabilities(vector, weights, scores);
      for (const { index, value } of vector) {
        for (let row = index * classes, k = 0; k < classes; k += 1, row += 1) {
          const slope = ((scores[k] ?? 0) - (k === label ? 1 : 0)) * value + shrinking * (weights[row] ?? 0);
          const square = (squares[row] ?? 0) + slope * slope;
          squares[row] = square;
          weights[row] = (weights[row] ?? 0) - (stepSize * slope) / Math.sqrt(square);
        }
      }
    }
  }
  const at = (index: number, label: number): number => weights[index * classes + label] ?? 0;
  return {
    classes,
    at,
    aboveAverage(index, label) {
      const row = weights.subarray(index * classes, (index + 1) * classes);
      return at(index, label) - row.reduce((sum, weight) => sum + weight, 0) / classes;
    },
  };
};

export const scoresOf = (vector: Vector, weights: Weights): readonly number[] =>
  Array.from({ length: weights.classes }, (_, label) =>
    vector.reduce((sum, { index, value }) => sum + value * weights.at(index, label), 0),
  );

/** Found by cross-validation (test/bench/routing.ts). */
const rounds = 60;
const stepSize = 0.3;
const shrinking = 0.002;

/** Writes the softmax of the scores into `out`; in place, since this is where the training time goes. */
const probabilities = (vector: Vector, weights: Float64Array, out: Float64Array): void => {
  const classes = out.length;
  out.fill(0);
  for (const { index, value } of vector) {
    for (let row = index * classes, k = 0; k < classes; k += 1, row += 1) {
      out[k] = (out[k] ?? 0) + value * (weights[row] ?? 0);
    }
  }
  const highest = out.reduce((most, score) => Math.max(most, score), -Infinity);
  let sum = 0;
  for (let k = 0; k < classes; k += 1) sum += out[k] = Math.exp((out[k] ?? 0) - highest);
  for (let k = 0; k < classes; k += 1) out[k] = (out[k] ?? 0) / sum;
};
