import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

interface Hours {
  readonly weekdays: readonly string[];
  readonly opens: string;
  readonly closes: string;
}

/** The sample city with other opening hours. */
export const cityWithHours = async (
  hours: Hours,
): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'kodama-city-'));
  await cp(join(import.meta.dirname, '../../config/city'), path, { recursive: true });
  const file = join(path, 'hours.yaml');
  const sample: object = parse(await readFile(file, 'utf8'));
  await writeFile(file, stringify({ ...sample, ...hours }));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
