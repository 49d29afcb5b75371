import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { migrateQueue } from '#src/queue/schema';
import { openSnapshot } from '#src/store/backup/snapshot';
import { migrate } from '#src/store/migrate';
import { backUp, makeShelf, otherMachine } from '#test/support/backup';
import { query } from '#test/support/query';
import { runToItsEnd } from '#test/support/run-to-its-end';
import { silentLog } from '#test/support/silent-log';

test('a backup that is broken off leaves nothing behind, says so, and gives the data free', async () => {
  const [machine, shelf] = [await otherMachine(), await makeShelf()];
  const first = await startEmbeddedPostgres({ dataDir: machine.DATA_DIR, log: silentLog });
  await migrate(first.url, migrateQueue);
  await first.stop();

  const interruption = { after: 'the database is ready', signal: 'SIGTERM' } as const;
  const ended = await runToItsEnd(machine, 'backup', interruption, ['--to', shelf]);
  expect(ended).toMatchObject({ code: 1, said: expect.stringContaining('Broken off') });
  expect(await readdir(shelf)).toEqual([]);

  const second = await startEmbeddedPostgres({ dataDir: machine.DATA_DIR, log: silentLog });
  onTestFinished(() => second.stop());
  await backUp(machine, shelf);
  expect(await readdir(shelf)).toHaveLength(1);
});

test('a backup holds up neither writers nor what the live feed tells', async () => {
  const machine = await otherMachine();
  const server = await startEmbeddedPostgres({ dataDir: machine.DATA_DIR, log: silentLog });
  onTestFinished(() => server.stop());
  await migrate(server.url, migrateQueue);
  const snapshot = await openSnapshot(server.url);
  onTestFinished(() => snapshot.close());
  await query(server.url, `insert into event (name, departments) values ('message', '{}')`);
  const told = 'select 1 from event where xid < pg_snapshot_xmin(pg_current_snapshot())';
  expect(await query(server.url, told)).toHaveLength(1);
});
