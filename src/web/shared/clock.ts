import { useSyncExternalStore } from 'react';
import { readClock } from './system.ts';

const stepMs = 20_000;

/** The time now in milliseconds, in steps, so that 「5分前」 grows old by itself. */
export const useNow = (): number => useSyncExternalStore(tick, readStep);

const tick = (onChange: () => void) => {
  const timer = setInterval(onChange, stepMs);
  return () => clearInterval(timer);
};

/** Rounded up to the step: the same within one drawing, and never before what the server has just stamped. */
const readStep = (): number => Math.ceil(readClock() / stepMs) * stepMs;
