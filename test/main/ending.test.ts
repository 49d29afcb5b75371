import { stat } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { logInto } from '#test/support/clerk';
import { makeDataFolder, removeDataFolder, serverFileIn } from '#test/support/data-folder';
import { openTown, saidTo } from '#test/support/town';

test.for(['SIGTERM', 'SIGINT'] as const)(
  '%s ends everything cleanly while an inbox is open and a call to LINE hangs; the receipt still comes once',
  { timeout: 120_000 },
  async (signal) => {
    const dataDir = await makeDataFolder();
    onTestFinished(() => removeDataFolder(dataDir));
    const town = await openTown({ DATA_DIR: dataDir });
    onTestFinished(() => town.close());
    const { line } = town;
    const clerk = await logInto(town);
    const live = await clerk.watch(new AbortController().signal);
    const resident = line.addResident('川村 千代').userId;
    line.faults.plan({ kind: 'answer-late', delayMs: 30_000 }, { endpoint: 'reply' });
    await line.sendText(resident, '家の前の道路に大きな穴が開いていて危ないです');
    await line.waitFor(() => saidTo(line, resident).length === 1, 30_000);
    await vi.waitFor(() => expect(live.text()).toContain('matter-changed'), { timeout: 30_000 });

    // npm passes on what the terminal has told us already.
    process.kill(town.kodama.pid, signal);
    expect(await town.kodama.end(signal)).toBe(0);
    expect(town.kodama.output()).toContain(`"signal":"${signal}","msg":"told to end"`);
    await live.ended;
    await expect(stat(serverFileIn(dataDir))).rejects.toThrow('ENOENT');

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
