import { setTimeout as pause } from 'node:timers/promises';
import { spreadOf, type Spread } from './figures.ts';
import { openInbox } from './inbox.ts';
import type { Load } from './load.ts';
import type { Program } from './program.ts';

export interface Visible {
  readonly perSecond: number;
  readonly sent: number;
  readonly neverSeen: number;
  readonly latencyMs: Spread;
}

/** What was not seen this long after the last was sent is counted as never seen. */
const patienceMs = 10_000;

/**
 * From when a webhook was to leave until an open inbox holds a row with its words. Everybody writes once: of two messages in
 * one row only the last is seen.
 */
export const measureVisible = async (
  load: Load,
  program: Program,
  cookie: string,
  perSecond: number,
  seconds: number,
): Promise<Visible> => {
  const inbox = await openInbox(program.url, cookie);
  const { sent, dueAtMs } = await load.openLoop(program.url, perSecond, seconds, 1);
  const untilMs = performance.now() + patienceMs;
  // The first look also finds rows of earlier parts; only ours count.
  const isComplete = (): boolean => [...dueAtMs.keys()].every((mark) => inbox.seenAtMs.has(mark));
  while (!isComplete() && performance.now() < untilMs) await pause(50);
  inbox.close();
  const latenciesMs = [...inbox.seenAtMs].flatMap(([mark, seenAtMs]) => {
    const due = dueAtMs.get(mark);
    return due === undefined ? [] : [seenAtMs - due];
  });
  return { perSecond, sent, neverSeen: sent - latenciesMs.length, latencyMs: spreadOf(latenciesMs) };
};
