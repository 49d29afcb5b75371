import type { CategoryId, DepartmentId } from '#src/domain/ids';
import type { Features } from './features.ts';
import { countDocuments, toVector, type Entry, type Vocabulary } from './vector.ts';
import { learnWeights, probabilitiesOf, type Weights } from './bayes.ts';

export interface Lesson {
  readonly categoryId: CategoryId;
  readonly departmentId: DepartmentId;
  readonly examples: readonly Features[];
}

export interface Classifier {
  classify(features: Features): Classification;
}

export interface Classification {
  /** Every category, the likeliest first; the probabilities add up to 1. */
  readonly candidates: readonly Candidate[];
  /** Words that spoke for the first candidate, as the resident wrote them; weights are shares of 1. */
  readonly reasons: readonly Reason[];
  /** How likely the first candidate's department is, all its categories together. */
  readonly departmentProbability: number;
  readonly confidence: Confidence;
}

export interface Candidate {
  readonly categoryId: CategoryId;
  readonly probability: number;
}

export interface Reason {
  readonly word: string;
  readonly weight: number;
}

export type Confidence = 'high' | 'medium' | 'low';

/** Sure enough to tell the resident a department; otherwise the sorting desk looks first. */
export const isSure = ({ confidence }: Classification): boolean => confidence !== 'low';

/** Learns from the city's examples; takes about a second for 500 of them. */
export const trainClassifier = (lessons: readonly Lesson[]): Classifier => {
  const vocabulary = countDocuments(lessons.flatMap(({ examples }) => examples));
  const samples = lessons.flatMap(({ examples }, label) =>
    examples.map((example) => ({ vector: toVector(example, vocabulary), label })),
  );
  const weights = learnWeights(samples, { classes: lessons.length, dimensions: vocabulary.index.size });
  return { classify: (features) => classify(features, { lessons, vocabulary, weights }) };
};

interface Learned {
  readonly lessons: readonly Lesson[];
  readonly vocabulary: Vocabulary;
  readonly weights: Weights;
}

const mostReasons = 5;

const classify = (features: Features, learned: Learned): Classification => {
  const { lessons, vocabulary, weights } = learned;
  const vector = toVector(features, vocabulary);
  const probabilities = probabilitiesOf(vector, weights);
  const candidates = lessons
    .map((lesson, label) => ({ lesson, label, probability: probabilities[label] ?? 0 }))
    .toSorted((a, b) => b.probability - a.probability);
  const top = candidates[0];
  if (!top) return { candidates: [], reasons: [], departmentProbability: 0, confidence: 'low' };
  const departmentProbability = candidates
    .filter(({ lesson }) => lesson.departmentId === top.lesson.departmentId)
    .reduce((sum, { probability }) => sum + probability, 0);
  return {
    candidates: candidates.map(({ lesson, probability }) => ({ categoryId: lesson.categoryId, probability })),
    reasons: reasonsFor(top.label, features, vector, learned),
    departmentProbability,
    confidence: vector.length === 0 ? 'low' : confidenceAt(departmentProbability),
  };
};

/** Found by ten-fold cross-validation on the sample city (test/bench/routing.ts). */
const mediumFrom = 0.75;
const highFrom = 0.95;

const confidenceAt = (probability: number): Confidence =>
  probability >= highFrom ? 'high' : probability >= mediumFrom ? 'medium' : 'low';

/** How far each feature lifts the class above the average of all, told by the words it came from. */
const reasonsFor = (
  label: number,
  features: Features,
  vector: readonly Entry[],
  { weights }: Learned,
): readonly Reason[] => {
  const lifts = new Map<string, number>();
  for (const { key, index, value } of vector) {
    const words = features.get(key)?.words ?? [];
    const lift = (value * weights.aboveAverage(index, label)) / words.length;
    for (const word of words) lifts.set(word, (lifts.get(word) ?? 0) + lift);
  }
  const positive = [...lifts].filter(([, lift]) => lift > 0).toSorted(([, a], [, b]) => b - a);
  const total = positive.reduce((sum, [, lift]) => sum + lift, 0);
  return positive.slice(0, mostReasons).map(([word, lift]) => ({ word, weight: lift / total }));
};
