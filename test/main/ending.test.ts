import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { logInto } from '#test/support/clerk';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { runToItsEnd } from '#test/support/run-to-its-end';
import { openTown, saidTo } from '#test/support/town';

const dataFolder = async (): Promise<string> => {
  const dataDir = await makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  return dataDir;
};

/** PostgreSQL removes this file as its last act. */
const serverFile = (dataDir: string): string => join(dataDir, 'postgres', 'cluster', 'postmaster.pid');

test.for(['SIGTERM', 'SIGINT'] as const)(
  '%s ends everything cleanly while an inbox is open and a call to LINE hangs; the receipt still comes once',
  { timeout: 60_000 },
  async (signal) => {
    const dataDir = await dataFolder();
    const town = await openTown({ DATA_DIR: dataDir });
    onTestFinished(() => town.close());
    const { line } = town;
    const clerk = await logInto(town);
    const live = await clerk.watch(new AbortController().signal);
    const resident = line.addResident('川村 千代').userId;
    line.faults.plan({ kind: 'answer-late', delayMs: 30_000 }, { endpoint: 'reply' });
    await line.sendText(resident, '家の前の道路に大きな穴が開いていて危ないです');
    await line.waitFor(() => saidTo(line, resident).length === 1, 10_000);
    await vi.waitFor(() => expect(live.text()).toContain('matter-changed'), { timeout: 10_000 });

    // npm passes on what the terminal has told us already.
    process.kill(town.kodama.pid, signal);
    expect(await town.kodama.end(signal)).toBe(0);
    expect(town.kodama.output()).toContain(`"signal":"${signal}","msg":"told to end"`);
    await live.ended;
    await expect(stat(serverFile(dataDir))).rejects.toThrow('ENOENT');

    await town.restart();
    const [matter] = await clerk.matters();
    await vi.waitFor(
      async () => {
        const { thread } = await clerk.detail(matter?.id ?? '');
        const fates = thread.flatMap((item) =>
          item.kind === 'message' ? [item.delivery?.state ?? '-'] : [],
        );
        expect(fates).toEqual(['-', 'accepted']);
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(saidTo(line, resident)).toHaveLength(1);
  },
);

test.for(['making the database', 'the database is ready'])(
  'told to stop while it starts (“%s”), it ends without a complaint and without leaving a server',
  async (after) => {
    const dataDir = await dataFolder();
    const { code, said } = await runToItsEnd({ DATA_DIR: dataDir }, 'start', { after, signal: 'SIGTERM' });
    expect(said).not.toMatch(/\n\s+at .+:\d+/);
    expect(code).toBe(0);
    await vi.waitFor(() => expect(stat(serverFile(dataDir))).rejects.toThrow('ENOENT'), { timeout: 10_000 });
  },
);
