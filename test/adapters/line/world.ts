import { onTestFinished } from 'vitest';
import { lineChannel } from '#adapters/line/channel';
import type { Trouble, WebhookWorld } from '#test/contracts/channel-world';
import type { ApiFault, Bubble } from '#test/emulators/line/contract';
import { startLineEmulator, type LineEmulator } from '#test/emulators/line/server';
import { request } from './signed.ts';

export interface LineWorld extends WebhookWorld {
  readonly line: LineEmulator;
}

export const lineWorld = async (): Promise<LineWorld> => {
  const secrets = { channelSecret: '8c570fa6dd201bb328f1c1eac23a96d8', channelAccessToken: 'the-city-may' };
  const line = await startLineEmulator({ ...secrets, webhookUrl: null });
  onTestFinished(() => line.close());
  const [friend] = line.residents();
  if (friend === undefined) throw new Error('The emulator has no residents.');
  const channelAt = (url: string) => lineChannel({ ...secrets, apiBaseUrl: url, dataApiBaseUrl: url });

  const channel = channelAt(line.url);
  const post = async (words: string) => {
    const { replyToken } = await line.sendText(friend.userId, words);
    const posted = line.journal().findLast((entry) => entry.kind === 'webhook');
    if (posted === undefined) throw new Error('LINE told nothing.');
    return { request: request(posted.body, posted.signature), replyToken };
  };

  return {
    line,
    channel,
    intake: channel.intake,
    unreachable: channelAt('http://127.0.0.1:2'),
    unauthorised: lineChannel({
      ...secrets,
      channelAccessToken: 'out-of-date',
      apiBaseUrl: line.url,
      dataApiBaseUrl: line.url,
    }),
    resident: { address: friend.userId, name: friend.name },
    posts: async (words) => (await post(words)).request,
    writes: async (words) => {
      const { request: posted, replyToken } = await post(words);
      const received = channel.intake.receive(posted);
      if (received.kind !== 'events') throw new Error(`The webhook was ${received.kind}.`);
      return { events: received.events, replyToken };
    },
    sendsPhoto: async (bytes, mime) => {
      const { messageId } = await line.sendImage(friend.userId, bytes, mime);
      return { messageExternalId: `${messageId}` };
    },
    takesBack: async (messageId) => {
      await line.unsend(friend.userId, messageId);
    },
    sees: () => line.chat(friend.userId).flatMap(shownOfOurs),
    trouble: (kind) => line.faults.plan(faults[kind]),
  };
};

const shownOfOurs = ({ author, content }: Bubble): readonly string[] => {
  if (author !== 'city') return [];
  if (content.kind === 'text') return [content.text];
  return content.kind === 'image' ? [content.originalUrl] : [];
};

const faults: Readonly<Record<Trouble, ApiFault>> = {
  'rate-limit': { kind: 'rate-limited' },
  quota: { kind: 'monthly-limit' },
  'server-error': { kind: 'server-error' },
  'dropped-after-accepting': { kind: 'drop-after-accepting' },
  'half-an-answer': { kind: 'half-a-body' },
  silence: { kind: 'answer-late', delayMs: 600_000 },
  'not-ready': { kind: 'still-transcoding' },
};
