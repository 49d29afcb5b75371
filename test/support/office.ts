import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { onTestFinished } from 'vitest';
import { channelsFrom } from '#adapters/index';
import { lineLimits } from '#adapters/line/channel';
import { webchatLimits } from '#adapters/webchat/channel';
import { loadCity } from '#config/city';
import { webhooks } from '#src/http/webhooks';
import { makeInstruments } from '#src/main/metrics';
import { mediaFolder } from '#src/main/media-folder';
import { systemIds } from '#src/main/system';
import type { Clock } from '#src/ports/system';
import type { Handlers, Nudge } from '#src/queue/jobs';
import { TryAgainError } from '#src/queue/verdicts';
import { chatBox } from '#src/store/chat-box';
import { acceptInbound } from '#src/usecases/accept-inbound';
import type { Context } from '#src/usecases/context';
import { giveWorkingSigns } from '#src/usecases/give-working-signs';
import type { Reader } from '#src/usecases/read-message';
import { syncDepartments } from '#src/usecases/sync-departments';
import { startLineEmulator, type LineEmulator } from '#test/emulators/line/server';
import { startForwarder, type Forwarder } from '#test/support/forwarder';
import { migratedDatabase, type MigratedDatabase } from '#test/support/migrated';
import { silentLog } from '#test/support/silent-log';
import { handlersFor } from '#workers/index';
import { relayOnce } from '#workers/relay';
import { taughtReader } from './taught-reader.ts';

/** Database and reader, which cost seconds to make and may be shared by the tests of one file. */
export interface Premises {
  readonly database: MigratedDatabase;
  readonly reader: Reader;
  close(): Promise<void>;
}

const city = loadCity('config/city');

export const openPremises = async (): Promise<Premises> => {
  const database = await migratedDatabase();
  await syncDepartments(database.store, city);
  return { database, reader: await taughtReader(), close: () => database.drop() };
};

/** The real handlers over the real database and the emulated LINE; a test says when they work and when time passes. */
export interface Office {
  readonly context: Context;
  readonly handlers: Handlers;
  readonly line: LineEmulator;
  readonly webhookUrl: string;
  /** The wire to LINE. */
  readonly wire: Forwarder;
  readonly mediaDir: string;
  /** Does everything that was nudged, until all of it is done or waits for its time. */
  work(patienceMs?: number): Promise<void>;
  /** Time goes by, and nobody works. */
  wait(time: { readonly seconds: number }): void;
  /** Time goes by, the relay looks, and everything due is done. */
  pass(time: { readonly seconds: number }): Promise<void>;
  /** Looks who waits too long for an answer; returns how many were given a sign. */
  reassure(): Promise<number>;
  /** The queue is emptied, as by FLUSHALL: every nudge is lost. */
  loseJobs(): void;
}

interface Setting {
  readonly accessToken?: string;
}

export const openOffice = async (
  { database, reader }: Premises,
  { accessToken = 'token' }: Setting = {},
): Promise<Office> => {
  let passedMs = 0;
  const clock: Clock = { now: () => new Date(Date.now() + passedMs) };
  const line = await startLineEmulator({
    channelSecret: 'secret',
    channelAccessToken: 'token',
    webhookUrl: null,
    now: () => clock.now().getTime(),
  });
  const wire = await startForwarder(line.url);
  let nudges: Nudge[] = [];
  let asleep: { readonly nudge: Nudge; readonly atMs: number }[] = [];
  const context: Context = {
    store: database.store,
    clock,
    ids: systemIds,
    producer: { nudge: (...more) => void nudges.push(...more), close: () => Promise.resolve() },
    city,
    channelLimits: { line: lineLimits, webchat: webchatLimits },
    publicUrl: 'https://kodama.city.example',
  };
  const mediaDir = await mkdtemp(join(tmpdir(), 'kodama-media-'));
  const media = mediaFolder(mediaDir);
  const api = { apiBaseUrl: wire.url, dataApiBaseUrl: wire.url };
  const channels = channelsFrom({
    line: { channelSecret: 'secret', channelAccessToken: accessToken, ...api },
    webchat: { box: chatBox(database.store, clock), media },
  });
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  const handlers = handlersFor(context, reader, { media, channels: byName }, silentLog);

  const server = createServer(
    express().use(webhooks(channels, acceptInbound(context), silentLog, makeInstruments())),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/line`;
  line.setWebhookUrl(webhookUrl);
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await wire.cut();
    await line.close();
    await rm(mediaDir, { recursive: true });
  });

  const work: Office['work'] = async (patienceMs = 60_000) => {
    for (let nudge = nudges.shift(); nudge !== undefined; nudge = nudges.shift()) {
      const again = await handle(handlers, nudge, AbortSignal.timeout(patienceMs));
      if (again === 0) nudges.push(nudge);
      else if (again !== null) asleep.push({ nudge, atMs: clock.now().getTime() + again });
    }
  };

  return {
    context,
    handlers,
    line,
    webhookUrl,
    wire,
    mediaDir,
    work,
    wait: ({ seconds }) => {
      passedMs += seconds * 1000;
    },
    pass: async ({ seconds }) => {
      passedMs += seconds * 1000;
      const nowMs = clock.now().getTime();
      nudges.push(...asleep.filter(({ atMs }) => atMs <= nowMs).map(({ nudge }) => nudge));
      asleep = asleep.filter(({ atMs }) => atMs > nowMs);
      await relayOnce(context);
      await work();
    },
    reassure: () => giveWorkingSigns(context, byName, AbortSignal.timeout(10_000)),
    loseJobs: () => {
      nudges = [];
      asleep = [];
    },
  };
};

/** After how many milliseconds the job wants to come again; null when it is done. */
const handle = async (handlers: Handlers, nudge: Nudge, signal: AbortSignal): Promise<number | null> => {
  try {
    await run(handlers, nudge, signal);
    return null;
  } catch (error) {
    if (error instanceof TryAgainError) return error.afterMs;
    throw error;
  }
};

const run = (handlers: Handlers, nudge: Nudge, signal: AbortSignal): Promise<void> => {
  switch (nudge.name) {
    case 'message.sort':
      return handlers['message.sort'](nudge.data, signal);
    case 'message.deliver':
      return handlers['message.deliver'](nudge.data, signal);
    case 'media.fetch':
      return handlers['media.fetch'](nudge.data, signal);
    case 'profile.fetch':
      return handlers['profile.fetch'](nudge.data, signal);
  }
};
