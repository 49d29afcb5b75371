import { startChild } from './child.ts';
import { median } from './figures.ts';
import type { Load } from './load.ts';
import { address } from './orders.ts';
import { startProgram } from './program.ts';

export interface Ceiling {
  readonly bareRates: readonly number[];
  readonly webRates: readonly number[];
  /** Median against median. */
  readonly share: number;
}

const rounds = 5;
const mostPerSecond = 9_000;

/**
 * The web program's highest rate beside a bare Express handler with one committed insert, in turns, so that what else
 * the machine does falls on both. Each has a database of its own with the same settings, and no worker runs.
 */
export const measureCeiling = async (
  load: Load,
  env: Readonly<Record<string, string>>,
  secondsPerRound: number,
): Promise<Ceiling> => {
  const bare = startChild('bare-process.ts');
  const { url: bareUrl } = await bare.ask({ kind: 'where' }, address);
  const web = await startProgram('web', env);
  const bareRates: number[] = [];
  const webRates: number[] = [];
  const count = mostPerSecond * secondsPerRound;
  // The first round of each warms its code up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const bareRate = await load.closedLoop(bareUrl, count, secondsPerRound);
    const webRate = await load.closedLoop(`${web.url}/webhooks/line`, count, secondsPerRound);
    if (round === 0) continue;
    bareRates.push(bareRate);
    webRates.push(webRate);
  }
  await web.stop();
  await bare.end();
  return { bareRates, webRates, share: median(webRates) / median(bareRates) };
};
