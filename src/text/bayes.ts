import type { Entry } from './vector.ts';

/** How strongly each feature speaks for each class. */
export interface Weights {
  readonly classes: number;
  at(index: number, label: number): number;
  /** How much more a feature speaks for this class than for the average one. */
  aboveAverage(index: number, label: number): number;
}

export interface Sample {
  readonly vector: readonly Entry[];
  readonly label: number;
}

/**
 * Complement naive Bayes: a feature speaks for a class when it is rare in all the others, which stays fair to classes with
 * few examples. Cross-validated on the sample city with the same features it puts the right department first as often as
 * logistic regression (62 % against 61 %), is right 95 times in 100 on more of the messages (26 % against 15 %), and learns in
 * less than a tenth of the time.
 */
export const learnWeights = (
  samples: readonly Sample[],
  { classes, dimensions }: { readonly classes: number; readonly dimensions: number },
): Weights => {
  const sums = new Float64Array(dimensions * classes);
  const featureTotals = new Float64Array(dimensions);
  const classTotals = new Float64Array(classes);
  for (const { vector, label } of samples) {
    for (const { index, value } of vector) {
      add(sums, index * classes + label, value);
      add(featureTotals, index, value);
      add(classTotals, label, value);
    }
  }
  const total = classTotals.reduce((sum, value) => sum + value, 0);
  const weights = sums.map((inClass, position) => {
    const index = Math.floor(position / classes);
    const elsewhere = (featureTotals[index] ?? 0) - inClass + smoothing;
    return -Math.log(elsewhere / (total - (classTotals[position % classes] ?? 0) + smoothing * dimensions));
  });
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

export const probabilitiesOf = (vector: readonly Entry[], weights: Weights): readonly number[] => {
  const scores = Array.from({ length: weights.classes }, (_, label) =>
    vector.reduce((sum, { index, value }) => sum + sharpness * value * weights.at(index, label), 0),
  );
  const highest = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - highest));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
};

/** Both found by cross-validation (test/bench/routing.ts); sharpness makes probabilities agree with how often they are right. */
const smoothing = 0.5;
const sharpness = 8;

const add = (array: Float64Array, index: number, value: number): void => {
  array[index] = (array[index] ?? 0) + value;
};
