import { stat } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeDataFolder, removeDataFolder, serverFileIn } from '#test/support/data-folder';
import { runToItsEnd } from '#test/support/run-to-its-end';

test.for(['making the database', 'the database is ready'])(
  'told to stop while it starts (“%s”), it ends without a complaint and without leaving a server',
  { timeout: 90_000 },
  async (after) => {
    const dataDir = await makeDataFolder();
    onTestFinished(() => removeDataFolder(dataDir));
    const { code, said } = await runToItsEnd({ DATA_DIR: dataDir }, 'start', { after, signal: 'SIGTERM' });
    expect(said).not.toMatch(/\n\s+at .+:\d+/);
    expect(code).toBe(0);
    await vi.waitFor(() => expect(stat(serverFileIn(dataDir))).rejects.toThrow('ENOENT'), {
      timeout: 30_000,
    });
  },
);
