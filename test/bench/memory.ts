import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPostmaster } from '#src/main/postmaster-file';

/** Megabytes of the program and its database's processes together; what they share is counted once. */
export const memoryOf = async (programPid: number, postgresFolder: string): Promise<number> => {
  const postmaster = await readPostmaster(join(postgresFolder, 'cluster'));
  const pids = [programPid, ...(postmaster === null ? [] : await familyOf(postmaster.pid))];
  const kilobytes = await Promise.all(pids.map(proportionalOf));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
};

const familyOf = async (root: number): Promise<readonly number[]> => {
  const entries = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    entries.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return { pid: Number(name), parent: Number(parent) };
    }),
  );
  return [root, ...parents.filter(({ parent }) => parent === root).map(({ pid }) => pid)];
};

const proportionalOf = async (pid: number): Promise<number> => {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss: +(\d+)/m.exec(rollup)?.[1] ?? 0);
};
