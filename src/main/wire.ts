import { installAbortableHttp } from '#adapters/shared/abortable';
import { channelsFrom } from '#adapters/index';
import { lineLimits } from '#adapters/line/channel';
import { webchatLimits } from '#adapters/webchat/channel';
import { loadCity } from '#config/city';
import type { Env, LineEnv } from '#config/env';
import { errorName } from '#src/domain/error-name';
import type { Channel } from '#src/ports/channel';
import type { MediaStore } from '#src/ports/media-store';
import type { Pictures } from '#src/ports/pictures';
import type { Host } from '#src/ports/host';
import type { Log } from '#src/ports/system';
import { postgresBackend, redisBackend, type QueueBackend } from '#src/queue/backend';
import { startProducer } from '#src/queue/producer';
import { watchTrouble, type TellTrouble } from '#src/queue/trouble';
import { chatBox } from '#src/store/chat-box';
import { openQueuePool, openStore } from '#src/store/open';
import { scour, type Scoured, type ScourOrder } from '#src/store/scour';
import type { Context } from '#src/usecases/context';
import { syncDepartments } from '#src/usecases/sync-departments';
import { countSends } from './counted.ts';
import { mediaPath } from './database.ts';
import { hostOf } from './host.ts';
import { mediaFolder } from './media-folder.ts';
import { makeInstruments, type Instruments } from './metrics.ts';
import { startPictures } from './pictures.ts';
import { systemClock, systemIds } from './system.ts';
import { watchStore } from './watched.ts';

const sampleCity = new URL('../../config/city', import.meta.url).pathname;

/** What web and worker share when they run in one process. */
export interface Wired {
  readonly context: Context;
  readonly channels: readonly Channel[];
  readonly backend: QueueBackend;
  readonly media: MediaStore;
  readonly pictures: Pictures;
  readonly instruments: Instruments;
  readonly host: Host;
  /** When the queue was last out of reach; null while it never was. */
  queueTroubleAt(): Date | null;
  /** Frees the database's files of what was erased. */
  readonly scour: (order: ScourOrder) => Promise<Scoured>;
  close(): Promise<void>;
}

export interface WireSettings {
  readonly env: Env;
  readonly databaseUrl: string;
  readonly line: LineEnv;
  readonly log: Log;
}

const storeConnections = 14;
/** BullMQ's PostgreSQL backend wants one for each of the four workers and two more. */
const queueConnections = 8;

export const wire = async ({ env, databaseUrl, line, log }: WireSettings): Promise<Wired> => {
  installAbortableHttp({ connectMs: 5_000, silenceMs: 10_000 });
  const city = loadCity(env.cityDir ?? sampleCity);
  const onBroken = (error: Error): void =>
    log.warn('database: a connection broke', { error: errorName(error) });
  const store = openStore({ url: databaseUrl, maxConnections: storeConnections, onBroken });
  await syncDepartments(store, city);

  const instruments = makeInstruments();
  watchStore(instruments, { store, clock: systemClock });
  let troubleAt: Date | null = null;
  const tellTrouble = watchTrouble(log);
  const onTrouble: TellTrouble = (error) => {
    troubleAt = systemClock.now();
    tellTrouble(error);
  };
  const { backend, closeBackend } = queueBackend({ env, databaseUrl, onBroken, onTrouble });
  const producer = startProducer(backend);
  const folder = mediaPath(env);
  const media = mediaFolder(folder);
  const channels = channelsFrom({
    line: line.kind === 'on' ? line : null,
    webchat: { box: chatBox(store, systemClock), media },
  }).map((channel) => countSends(channel, instruments));
  const pictures = startPictures();
  return {
    context: {
      store,
      clock: systemClock,
      ids: systemIds,
      producer,
      city,
      channelLimits: { line: lineLimits, webchat: webchatLimits },
      publicUrl: env.publicUrl,
    },
    channels,
    backend,
    media,
    pictures,
    instruments,
    host: hostOf(folder),
    queueTroubleAt: () => troubleAt,
    scour: (order) => scour(databaseUrl, order),
    close: async () => {
      await pictures.close();
      await producer.close();
      await closeBackend();
      await store.close();
    },
  };
};

interface QueueSettings {
  readonly env: Env;
  readonly databaseUrl: string;
  readonly onBroken: (error: Error) => void;
  readonly onTrouble: TellTrouble;
}

const queueBackend = ({
  env,
  databaseUrl: url,
  onBroken,
  onTrouble,
}: QueueSettings): { readonly backend: QueueBackend; readonly closeBackend: () => Promise<void> } => {
  if (env.redisUrl !== null)
    return { backend: redisBackend(env.redisUrl, onTrouble), closeBackend: () => Promise.resolve() };
  const pool = openQueuePool({ url, maxConnections: queueConnections, onBroken });
  return { backend: postgresBackend(pool, onTrouble), closeBackend: () => pool.end() };
};
