import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';

/** What Linux tells of processes; elsewhere nobody tells. */
export const hasProc = existsSync('/proc/self/smaps_rollup');

/** The process and its children. */
export const familyOf = async (root: number): Promise<readonly number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    pids.map(async (pid) => ({ pid, parent: Number((await statOf(pid))[1]) })),
  );
  return [root, ...parents.filter(({ parent }) => parent === root).map(({ pid }) => pid)];
};

/** Megabytes of these together; what they share is counted once. */
export const memoryOf = async (pids: readonly number[]): Promise<number> => {
  const kilobytes = await Promise.all(
    pids.map(async (pid) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss: +(\d+)/m.exec(rollup)?.[1] ?? 0);
    }),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
};

/** Milliseconds of processor time that these had so far, with that of their children that ended. */
export const processorMsOf = async (pids: readonly number[]): Promise<number> => {
  const ticks = await Promise.all(
    pids.map(async (pid) => {
      const stat = await statOf(pid);
      return stat.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
    }),
  );
  return ticks.reduce((sum, one) => sum + one, 0) * msPerTick;
};

/** Open files and sockets. */
export const handlesOf = async (pid: number): Promise<number> =>
  (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;

/** USER_HZ, the same on every Linux that Node runs on. */
const msPerTick = 10;

/** From the state on: the name before it may hold blanks. */
const statOf = async (pid: number): Promise<readonly string[]> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};
