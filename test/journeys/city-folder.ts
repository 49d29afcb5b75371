import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

interface Hours {
  readonly weekdays: readonly string[];
  readonly opens: string;
  readonly closes: string;
}

interface CityFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** The sample city with other opening hours. */
export const cityWithHours = (hours: Hours): Promise<CityFolder> => cityWith('hours.yaml', hours);

/** The sample city whose chat these sites may show inside their pages. */
export const cityEmbeddedOn = (...origins: readonly string[]): Promise<CityFolder> =>
  cityWith('chat.yaml', { embedOn: origins });

const cityWith = async (name: string, changes: object): Promise<CityFolder> => {
  const path = await mkdtemp(join(tmpdir(), 'kodama-city-'));
  await cp(join(import.meta.dirname, '../../config/city'), path, { recursive: true });
  const file = join(path, name);
  const sample: object = parse(await readFile(file, 'utf8'));
  await writeFile(file, stringify({ ...sample, ...changes }));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
