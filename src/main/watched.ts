import { setTimeout as pause } from 'node:timers/promises';
import type { Backlog, ServiceLoad } from '#src/domain/health-facts';
import type { Clock } from '#src/ports/system';
import type { Store } from '#src/store/open';
import { readLoad } from '#src/store/health-facts';
import type { Instruments } from './metrics.ts';

/** Several programs are scraped at once, and each asks the same of the database. */
const loadLastsMs = 5_000;

/** Whoever asks waits ten seconds as a rule, and is to be told all else when the database is what ails. */
const patienceMs = 3_000;

/** What both web and worker let be looked up: the database's pool, and what waits in it. */
export const watchStore = (
  instruments: Instruments,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): void => {
  let known: { readonly atMs: number; readonly load: Promise<ServiceLoad | null> } | null = null;
  /** Null when the database does not answer: the rest is told all the same. */
  const load = (): Promise<ServiceLoad | null> => {
    const now = clock.now();
    if (known === null || now.getTime() - known.atMs > loadLastsMs)
      known = {
        atMs: now.getTime(),
        load: Promise.race([
          store.asWorker((tx) => readLoad(tx, now)).catch(() => null),
          pause(patienceMs, null, { ref: false }),
        ]),
      };
    return known.load;
  };
  const ofLoad = async (
    read: (load: ServiceLoad) => Readonly<Record<string, number>>,
  ): Promise<ReadonlyMap<string, number>> => {
    const found = await load();
    return new Map(found === null ? [] : Object.entries(read(found)));
  };
  const age = ({ oldestAt }: Backlog): number =>
    oldestAt === null ? 0 : Math.max(0, (clock.now().getTime() - oldestAt.getTime()) / 1_000);

  instruments.watch({
    name: 'kodama_database_pool_connections',
    help: 'Connections of this process, and transactions that wait for one.',
    by: 'state',
    look: () => {
      const { open, idle, waiting } = store.connections();
      return new Map(Object.entries({ busy: open - idle, idle, waiting }));
    },
  });
  instruments.watch({
    name: 'kodama_database_up',
    help: '1 when the database answers, and 0 when it does not.',
    by: 'database',
    look: async () => new Map([['kodama', (await load()) === null ? 0 : 1]]),
  });
  instruments.watch({
    name: 'kodama_backlog_rows',
    help: 'Rows of the whole city that wait for a worker.',
    by: 'work',
    look: () =>
      ofLoad(({ sort, send, fetch }) => ({ sort: sort.count, send: send.count, fetch: fetch.count })),
  });
  instruments.watch({
    name: 'kodama_backlog_oldest_seconds',
    help: 'How long the oldest of them has waited.',
    by: 'work',
    look: () => ofLoad(({ sort, send, fetch }) => ({ sort: age(sort), send: age(send), fetch: age(fetch) })),
  });
  instruments.watch({
    name: 'kodama_events_set_aside',
    help: 'Events that no worker could act on and that wait for a person.',
    by: 'state',
    look: () => ofLoad(({ setAside }) => ({ 'set-aside': setAside })),
  });
  instruments.watch({
    name: 'kodama_database_size_bytes',
    help: 'What the database takes on its disk.',
    by: 'database',
    look: () => ofLoad(({ databaseBytes }) => ({ kodama: databaseBytes })),
  });
  instruments.watch({
    name: 'kodama_last_backup_timestamp_seconds',
    help: 'The moment that the last whole backup shows; absent before the first.',
    by: 'database',
    look: () =>
      ofLoad(({ backupTakenAt }) =>
        backupTakenAt === null ? {} : { kodama: backupTakenAt.getTime() / 1_000 },
      ),
  });
};
