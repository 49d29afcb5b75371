import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineChannel } from '#adapters/line/channel';
import { access } from '#src/domain/access';
import { createApp } from '#src/http/app';
import { startFeed } from '#src/http/feed';
import { talkHub } from '#src/http/talk-hub';
import { hostOf } from '#src/main/host';
import { mediaFolder } from '#src/main/media-folder';
import { makeInstruments } from '#src/main/metrics';
import { startPictures } from '#src/main/pictures';
import type { Log, LogFields } from '#src/ports/system';
import { listen } from '#src/store/notify';
import { acceptInbound } from '#src/usecases/accept-inbound';
import { settings as line } from '#test/adapters/line/signed';
import { openCityHall } from './city-hall.ts';
import { contextOf } from './matter-context.ts';
import { smallCity } from './small-city.ts';

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: LogFields;
}

/** The real app of the web program on a port of its own, over a city hall's database. Jobs are kept, not done. */
export async function openWeb({ metricsToken = null }: { readonly metricsToken?: string | null } = {}) {
  const hall = await openCityHall();
  const { context, nudges } = contextOf(hall);
  const lines: LogLine[] = [];
  const keep =
    (level: keyof Log) =>
    (message: string, fields: LogFields = {}) =>
      void lines.push({ level, message, fields });
  const log: Log = { info: keep('info'), warn: keep('warn'), error: keep('error') };
  const folder = await mkdtemp(join(tmpdir(), 'kodama-web-'));
  await mkdir(join(folder, 'web/assets'), { recursive: true });
  await writeFile(join(folder, 'web/index.html'), '<!doctype html><title>Kodama</title>');
  await writeFile(join(folder, 'web/assets/main.js'), 'export {};');
  const media = mediaFolder(join(folder, 'media'));
  const instruments = makeInstruments();
  const feed = startFeed({ store: hall.store, log, everyMs: 50 });
  const talks = talkHub();
  const listener = listen({
    url: hall.url,
    onChange: () => feed.wake(),
    onAccess: () => feed.checkAccess(),
    onTalk: talks.ring,
    retryAfterMs: 100,
  });
  const pictures = startPictures();
  const app = createApp({
    context,
    channels: [lineChannel(line)],
    acceptInbound: acceptInbound(context),
    media,
    pictures,
    feed,
    talks,
    door: {
      context: hall.context,
      cookies: { isHttps: false, lastsSeconds: access.sessionHours * 3600 },
      publicUrl: 'http://kodama.city.example',
      cityName: smallCity.name,
    },
    log,
    metrics: instruments,
    metricsPage: { token: metricsToken, read: () => instruments.read() },
    host: hostOf(folder),
    webFolder: join(folder, 'web'),
    trustedProxies: 0,
  });
  const server = createServer(app);
  const base = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
    });
  });
  return {
    hall,
    context,
    base,
    nudges,
    lines,
    media,
    instruments,
    mediaFolder: join(folder, 'media'),
    webFolder: join(folder, 'web'),
    feed,
    close: async () => {
      await listener.close();
      feed.close();
      server.closeAllConnections();
      await pictures.close();
      await new Promise((resolve) => server.close(resolve));
      await hall.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type OpenWeb = Awaited<ReturnType<typeof openWeb>>;
