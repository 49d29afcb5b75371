import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { round } from './figures.ts';
import { startProgram, type Program } from './program.ts';

export interface Readiness {
  /** A newcomer's first start: the pages are built, the database is made, the emulator runs along. */
  readonly withPagesToBuildSeconds: number;
  readonly firstSeconds: number;
  readonly secondSeconds: number;
}

const built = ['web', 'phone'].map((page) => join(import.meta.dirname, '../../dist', page));

/** Returns the program of the second start, running, and whom its first start made. */
export const measureReadiness = async (
  env: Readonly<Record<string, string>>,
): Promise<{
  readonly readiness: Readiness;
  readonly program: Program;
  readonly credentials: NonNullable<Program['credentials']>;
}> => {
  const newcomer = await makeDataFolder();
  for (const path of built) await rm(path, { recursive: true, force: true });
  const building = await startProgram('start', { DATA_DIR: newcomer });
  await building.stop();
  await removeDataFolder(newcomer);

  const first = await startProgram('start', env);
  await first.stop();
  const program = await startProgram('start', env);
  if (first.credentials === null) throw new Error('the first start made nobody');
  const readiness = {
    withPagesToBuildSeconds: round(building.readySeconds, 2),
    firstSeconds: round(first.readySeconds, 2),
    secondSeconds: round(program.readySeconds, 2),
  };
  return { readiness, program, credentials: first.credentials };
};
