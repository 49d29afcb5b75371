import { expect, test } from 'vitest';
import { median, slopeOf, spreadOf } from './figures.ts';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

test('of a hundred waits, the ninety-fifth is the one that five are longer than', () => {
  expect(spreadOf(upTo(100).toReversed())).toEqual({ p50: 50, p95: 95, p99: 99, most: 100 });
});

test('a measure that nothing came of is not a good one', () => {
  expect(spreadOf([]).p95).toBeNaN();
  expect(median([])).toBeNaN();
  expect(slopeOf([7])).toBeNaN();
});

test('memory that grows steadily grows by so much a minute, and one odd look does not change that', () => {
  expect(slopeOf([100, 102, 104, 106, 108])).toBe(2);
  expect(slopeOf([100, 100, 180, 100, 100, 100])).toBe(0);
});
