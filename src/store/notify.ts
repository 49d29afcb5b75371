import { Client, type Pool } from 'pg';
import type { Tx } from './open.ts';

/** One channel for everything. A notification only says where to look: at the events, at who still has access, or at a talk. */
const channel = 'kodama_event';

const changed = new WeakSet<Tx>();

/** Other processes are told once this transaction has committed. */
export const markChanged = (tx: Tx): void => void changed.add(tx);

export const isChanged = (tx: Tx): boolean => changed.has(tx);

/** Inboxes that are told more often than this show nothing sooner. */
const ringsEveryMs = 80;

export interface Bell {
  ring(): void;
  close(): void;
}

/**
 * Tells everybody who listens, after the commit and for many commits at once: a transaction that notifies makes all
 * others that do wait until it is on disk. A ring that a crash swallows is made good by the feed's own look each second.
 */
export const makeBell = (pool: Pool): Bell => {
  let timer: NodeJS.Timeout | undefined;
  let isWanted = false;

  const ring = (): void => {
    isWanted = true;
    if (timer !== undefined) return;
    isWanted = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isWanted) ring();
    }, ringsEveryMs);
    pool.query('select pg_notify($1, $2)', [channel, '']).catch(() => undefined);
  };
  return {
    ring,
    close: () => {
      clearTimeout(timer);
    },
  };
};

export interface Listener {
  /** Whether notifications arrive at this moment. */
  isConnected(): boolean;
  close(): Promise<void>;
}

export interface ListenSettings {
  readonly url: string;
  /** Called for every notification, and once after each connection, since some may have been missed. */
  readonly onChange: () => void;
  /** The same for a change of somebody's access, which the database itself tells. */
  readonly onAccess: () => void;
  /** For each change of a web chat's talk, which the database itself tells. */
  readonly onTalk: (ring: TalkRing) => void;
  readonly retryAfterMs: number;
}

/** - `changed`: something was written, arrived or went away in it
 *  - `left`: a device that had it open may no longer
 *  - `missed`: after each connection; any talk may have changed */
export type TalkRing =
  { readonly kind: 'changed' | 'left'; readonly talk: string } | { readonly kind: 'missed' };

/** Listens on a connection of its own and makes a new one whenever it breaks. */
export const listen = (settings: ListenSettings): Listener => {
  let client: Client | null = null;
  let isConnected = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const fresh = new Client({
      connectionString: settings.url,
      application_name: 'kodama-listen',
      keepAlive: true,
      options: '-c role=kodama_nobody',
    });
    let isLost = false;
    const lose = (): void => {
      if (isLost) return;
      isLost = true;
      isConnected = false;
      void fresh.end().catch(() => undefined);
      if (!isClosed) timer = setTimeout(() => void connect(), settings.retryAfterMs);
    };
    fresh.on('error', lose);
    fresh.on('end', lose);
    fresh.on('notification', ({ payload = '' }) => tell(settings, payload));
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
    } catch {
      lose();
      return;
    }
    client = fresh;
    isConnected = true;
    if (isClosed) {
      lose();
      return;
    }
    settings.onChange();
    settings.onAccess();
    settings.onTalk({ kind: 'missed' });
  };
  void connect();

  return {
    isConnected: () => isConnected,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
};

const tell = (settings: ListenSettings, payload: string): void => {
  const [about = '', talk = ''] = payload.split(' ');
  switch (about) {
    case 'access':
      return settings.onAccess();
    case 'talk':
      return settings.onTalk({ kind: 'changed', talk });
    case 'left':
      return settings.onTalk({ kind: 'left', talk });
  }
  return settings.onChange();
};
