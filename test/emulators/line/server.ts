import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import { createActs, type Acts } from './acts.ts';
import { bodyProblem } from './api/problems.ts';
import { apiRouter } from './api/router.ts';
import { controlRouter } from './control.ts';
import type { Bubble, Entry, Group, PhoneState, Resident } from './contract.ts';
import { createFaults, type Faults } from './faults.ts';
import { liveState } from './live.ts';
import { person, place } from './people.ts';
import { servePhone } from './serve-phone.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';
import { createWorld, type World } from './world.ts';

export interface LineEmulatorOptions {
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  readonly channelSecret: string;
  readonly channelAccessToken: string;
  /** `null` until `setWebhookUrl`: what residents do is then only written down. */
  readonly webhookUrl: string | null;
  /** For tests of what minutes and days change. */
  readonly now?: () => number;
  /** LINE waits two seconds for a webhook's answer. */
  readonly webhookTimeoutMs?: number;
  /** How long a video or a sound is not to be had yet. */
  readonly preparesForMs?: number;
  /** LINE takes pictures by https only; our own machine is excepted unless this is false. */
  readonly mayUseLoopbackHttp?: boolean;
}

/** LINE as the city meets it, and the residents' hands. */
export interface LineEmulator extends Acts {
  /** Base of both LINE's API and its data API. */
  readonly url: string;
  readonly phoneUrl: string;
  readonly botUserId: string;
  readonly faults: Faults;
  readonly webhooks: Omit<Webhooks, 'send' | 'close' | 'setUrl'>;
  setWebhookUrl(url: string | null): void;
  /** The number of people a month's pushes may reach; `null` is a plan without a cap. */
  setMonthlyLimit(people: number | null): void;
  addResident(name: string): Resident;
  addGroup(name: string, members: readonly string[]): Group;
  residents(): readonly Resident[];
  groups(): readonly Group[];
  /** The chat as this resident, or this group, sees it, oldest first. */
  chat(chatId: string): readonly Bubble[];
  journal(): readonly Entry[];
  /** Resolves with what `read` finds, as soon as it finds something; rejects after `timeoutMs` (5 s). */
  waitFor<T>(read: () => T | undefined | null | false, timeoutMs?: number): Promise<T>;
  close(): Promise<void>;
}

export const startLineEmulator = async (options: LineEmulatorOptions): Promise<LineEmulator> => {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(
      'The LINE emulator never runs in production: give the channel secret and access token of LINE.',
    );
  }
  const world = createWorld(options.now ?? Date.now);
  const botUserId = person('the city', 'stranger').userId;
  const { channelSecret, channelAccessToken, mayUseLoopbackHttp = true, webhookTimeoutMs = 2_000 } = options;
  const sender = { world, channelSecret, botUserId, timeoutMs: webhookTimeoutMs };
  const webhooks = createWebhooks(sender, options.webhookUrl);
  const faults = createFaults(world.changed);
  const acts = createActs(world, webhooks, options.preparesForMs ?? 1_000);
  const state = (): PhoneState => ({
    residents: [...world.residents.values()],
    groups: [...world.groups.values()],
    chats: Object.fromEntries(world.chats),
    journal: world.journal.slice(-journalShown),
    webhookSettings: webhooks.settings(),
    heldEvents: webhooks.heldEvents(),
    plannedFaults: faults.planned(),
  });

  const app = express().disable('x-powered-by');
  app.get('/emulator/live', liveState(world, state));
  app.use('/emulator', controlRouter({ world, acts, faults, webhooks, state }));
  app.use(apiRouter({ world, faults, channelAccessToken, botUserId, mayUseLoopbackHttp }));
  app.use(servePhone());
  app.use(bodyProblem);
  const server = await listen(app, options.port ?? 0, options.host ?? '127.0.0.1');
  const url = addressOf(server);

  return {
    ...acts,
    url,
    phoneUrl: `${url}/`,
    botUserId,
    faults,
    webhooks,
    setWebhookUrl: webhooks.setUrl,
    setMonthlyLimit: (people) => {
      world.monthlyLimit = people;
    },
    addResident: (name) => {
      const resident = person(name, 'friend');
      world.residents.set(resident.userId, resident);
      world.changed();
      return resident;
    },
    addGroup: (name, members) => {
      const group = { ...place(name, 'group'), members };
      world.groups.set(group.groupId, group);
      world.changed();
      return group;
    },
    residents: () => [...world.residents.values()],
    groups: () => [...world.groups.values()],
    chat: (chatId) => [...(world.chats.get(chatId) ?? [])],
    journal: () => [...world.journal],
    waitFor: (read, timeoutMs = 5_000) => waitFor(world, read, timeoutMs),
    close: async () => {
      webhooks.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
};

const journalShown = 200;

const listen = (app: Express, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(app);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });

const addressOf = (server: Server): string => {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The LINE emulator has no TCP address.');
  return `http://${address.address}:${address.port}`;
};

const waitFor = <T>(world: World, read: () => T | undefined | null | false, timeoutMs: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const found = read();
      if (found === undefined || found === null || found === false) return;
      stop();
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Within ${timeoutMs} ms the LINE emulator did not see what it waited for.`));
    }, timeoutMs);
    const stop = world.onChange(look);
    look();
  });
