import { drain } from './backlog.ts';
import { round, type Spread } from './figures.ts';
import type { Load } from './load.ts';
import type { Program } from './program.ts';

export interface Acknowledgement {
  readonly perSecond: number;
  readonly sent: number;
  readonly errors: number;
  readonly latencyMs: Spread;
  /** From the last acknowledgement until all is sorted and answered. */
  readonly backlogSeconds: number;
}

export const measureAcknowledgement = async (
  load: Load,
  program: Program,
  perSecond: number,
  seconds: number,
): Promise<Acknowledgement> => {
  const { sent, errors, latencyMs } = await load.openLoop(program.url, perSecond, seconds);
  const backlogSeconds = round(await drain(await program.databaseUrl()), 1);
  return { perSecond, sent, errors, latencyMs, backlogSeconds };
};
