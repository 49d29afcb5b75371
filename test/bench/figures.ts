export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN, 1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
};

/** Not rounded; of an even number, the lower of the two in the middle. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? Number.NaN;

/** What of the whole, in words. */
export const percent = (share: number): string => `${round(share * 100, 1)} %`;

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/**
 * How much the values grow from one to the next: the median of the slopes between every two of them (Theil and Sen), which one
 * odd value does not move. Not a number when there are less than two.
 */
export const slopeOf = (values: readonly number[]): number =>
  median(
    values.flatMap((value, index) =>
      values.slice(0, index).map((earlier, place) => (value - earlier) / (index - place)),
    ),
  );
