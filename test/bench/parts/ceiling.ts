import { startChild } from '#test/bench/child';
import { inCity } from '#test/bench/city';
import { median, percent, round } from '#test/bench/figures';
import type { Load } from '#test/bench/load';
import { address } from '#test/bench/orders';
import type { Bench, Measured } from '#test/bench/part';
import { webhooksOf } from '#test/bench/warm';

const rounds = 3;
const mostP99Ms = 200;
/** So much more, or less, at each try. */
const step = 1.05;

/**
 * The web program's highest rate beside a bare Express handler with one committed insert, in turns, so that what else
 * the machine does falls on both. Each has a database of its own with the same settings, and no worker runs.
 */
export const ceiling = (bench: Bench): Promise<Measured> =>
  inCity(bench, 'PostgreSQL', async (city) => {
    const web = await city.start('web');
    const bare = startChild('bare-process.ts');
    try {
      const { url } = await bare.ask({ kind: 'where' }, address);
      return await inTurns(bench, url, webhooksOf(web));
    } finally {
      await bare.end();
    }
  });

const inTurns = async (
  { load, seconds, tell }: Bench,
  bareUrl: string,
  webUrl: string,
): Promise<Measured> => {
  // Shorter, a queue of a few hundred milliseconds hides that more comes in than goes out.
  const secondsPerTry = Math.min(5, seconds);
  const rates: Record<'bare' | 'web', number[]> = { bare: [], web: [] };
  // Sent as fast as it is answered, code gets warm, and it is known where to begin.
  let bareGuess = 0.9 * (await fastest(load, bareUrl, secondsPerTry));
  let webGuess = 0.9 * (await fastest(load, webUrl, secondsPerTry));
  for (let round = 1; round <= rounds; round += 1) {
    bareGuess = await highestRate(load, bareUrl, bareGuess, secondsPerTry);
    webGuess = await highestRate(load, webUrl, webGuess, secondsPerTry);
    await load.forget();
    tell(`  ${webGuess.toFixed(0)}/s of ${bareGuess.toFixed(0)}/s`);
    rates.bare.push(round0(bareGuess));
    rates.web.push(round0(webGuess));
  }
  const share = median(rates.web) / median(rates.bare);
  return {
    figures: { rates, share: round(share, 3) },
    rows: [
      {
        what: `highest rate with p99 <= ${mostP99Ms} ms, no worker, as a share of a bare handler with one insert`,
        measured: `${percent(share)} (${median(rates.web)}/s of ${median(rates.bare)}/s)`,
        aim: '>= 70 %',
        isReached: share >= 0.7,
      },
    ],
  };
};

const fastest = async (load: Load, url: string, seconds: number): Promise<number> => {
  await load.closedLoop(url, 1_000, seconds);
  return (await load.closedLoop(url, 2_000 * seconds, seconds)).perSecond;
};

/** Up while it holds, or down until it does. */
const highestRate = async (load: Load, url: string, from: number, seconds: number): Promise<number> => {
  const holds = async (perSecond: number): Promise<boolean> => {
    const { errors, latencyMs } = await load.openLoop(url, { perSecond, seconds });
    return errors === 0 && latencyMs.p99 <= mostP99Ms;
  };
  let rate = from;
  if (await holds(rate)) {
    while (await holds(rate * step)) rate *= step;
    return rate;
  }
  do rate /= step;
  while (!(await holds(rate)));
  return rate;
};

const round0 = (value: number): number => round(value, 0);
