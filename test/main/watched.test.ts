import { expect, onTestFinished, test } from 'vitest';
import { makeInstruments } from '#src/main/metrics';
import { systemClock } from '#src/main/system';
import { watchStore } from '#src/main/watched';
import { openStore } from '#src/store/open';
import { layAside } from '#test/support/laid-aside';
import { migratedDatabase } from '#test/support/migrated';

const linesOf = async (url: string): Promise<readonly string[]> => {
  const store = openStore({ url, maxConnections: 2, onBroken: () => {} });
  onTestFinished(() => store.close());
  const instruments = makeInstruments();
  watchStore(instruments, { store, clock: systemClock });
  return (await instruments.read()).text.split('\n');
};

test('what waits in the database is told with its age, and what lies aside beside it', async () => {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  await layAside(database.url, { count: 3, address: 'U-aside', at: new Date() });
  const lines = await linesOf(database.url);
  expect(lines).toContain('kodama_events_set_aside{state="set-aside"} 3');
  expect(lines).toContain('kodama_backlog_rows{work="sort"} 0');
  expect(lines).toContain('kodama_backlog_oldest_seconds{work="send"} 0');
  expect(lines).toContain('kodama_database_up{database="kodama"} 1');
  expect(lines.find((line) => line.startsWith('kodama_last_backup_timestamp_seconds{'))).toBeUndefined();
});

test('with the database away the rest is told all the same, and nothing is made up about what waits', async () => {
  const lines = await linesOf('postgres://nobody@127.0.0.1:9/nothing');
  expect(lines).toContain('kodama_database_up{database="kodama"} 0');
  expect(lines.find((line) => line.startsWith('kodama_backlog_rows{'))).toBeUndefined();
  const memory = lines.find((line) => line.startsWith('process_resident_memory_bytes '));
  expect(Number(memory?.split(' ')[1])).toBeGreaterThan(10_000_000);
});
