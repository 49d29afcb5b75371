import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lineEnv } from '#test/bench/city';
import { round } from '#test/bench/figures';
import type { Bench, Measured, Row } from '#test/bench/part';
import { startProgram } from '#test/bench/program';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';

const built = ['web', 'phone'].map((page) => join(import.meta.dirname, '../../../dist', page));

/** How long a newcomer waits, and whoever starts it again. */
export const readiness = async ({ load }: Bench): Promise<Measured> => {
  for (const path of built) await rm(path, { recursive: true, force: true });
  // A newcomer's first start: the pages are built, the database is made, the emulator runs along.
  const [building] = await startInTurn({}, 1);
  const [first, second] = await startInTurn(lineEnv(load.lineUrl), 2);
  return {
    figures: { withPagesToBuildSeconds: building, firstSeconds: first, secondSeconds: second },
    rows: [
      start('first start, pages to build, emulator within', building, 10),
      start('first start, pages built', first, 10),
      start('second start, pages built', second, 5),
    ],
  };
};

const startInTurn = async (
  env: Readonly<Record<string, string>>,
  times: number,
): Promise<readonly number[]> => {
  const dataDir = await makeDataFolder();
  const seconds: number[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      const program = await startProgram('start', { DATA_DIR: dataDir, ...env });
      seconds.push(round(program.readySeconds, 2));
      await program.stop();
    }
  } finally {
    await removeDataFolder(dataDir);
  }
  return seconds;
};

const start = (what: string, seconds = Number.NaN, mostSeconds: number): Row => ({
  what,
  measured: `${seconds} s`,
  aim: `<= ${mostSeconds} s`,
  isReached: seconds <= mostSeconds,
});
