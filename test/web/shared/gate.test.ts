import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGate } from '#src/web/shared/gate';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const counted = () => {
  let count = 0;
  const gate = createGate(100, () => {
    count += 1;
  });
  return { gate, count: () => count };
};

test('the first change is shown at once', () => {
  const { gate, count } = counted();
  gate.pass();
  expect(count()).toBe(1);
});

test('a burst of changes is asked for once more at its end, and the last one is not lost', () => {
  const { gate, count } = counted();
  for (let change = 0; change < 50; change += 1) gate.pass();
  expect(count()).toBe(1);
  vi.advanceTimersByTime(100);
  expect(count()).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(count()).toBe(2);
});

test('after a stop nothing more is asked', () => {
  const { gate, count } = counted();
  gate.pass();
  gate.pass();
  gate.stop();
  vi.advanceTimersByTime(1_000);
  expect(count()).toBe(1);
});
