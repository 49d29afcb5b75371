import { messagingApi } from '@line/bot-sdk';
import type { Channel, ChannelLimits, Webhook } from '#src/ports/channel';
import { fetchMediaWith } from './media.ts';
import { fetchProfileWith } from './profile.ts';
import { receiveWith } from './receive.ts';
import { sendWith } from './send.ts';
import { showWorkingWith } from './working.ts';

export interface LineSettings {
  readonly channelSecret: string;
  readonly channelAccessToken: string;
  /** Origins only: the SDK drops a path in them. */
  readonly apiBaseUrl: string;
  readonly dataApiBaseUrl: string;
}

/** As LINE documents them; known also where this installation has no account. */
export const lineLimits: ChannelLimits = {
  charsPerMessage: 5_000,
  messagesPerSend: 5,
  replyTokenLivesMs: 60_000,
  retryKeyLivesMs: 24 * 60 * 60_000,
  mediaAddress: 'public',
};

export interface LineChannel extends Channel {
  readonly intake: Webhook;
}

export const lineChannel = (settings: LineSettings): LineChannel => {
  const { channelSecret, channelAccessToken, apiBaseUrl } = settings;
  if (channelSecret === '') throw new Error('LINE needs its channel secret: with none, anybody could sign.');
  const client = new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: apiBaseUrl });
  return {
    name: 'line',
    limits: lineLimits,
    intake: { kind: 'webhook', receive: receiveWith(channelSecret) },
    send: sendWith(client),
    showWorking: showWorkingWith(client),
    fetchMedia: fetchMediaWith(settings),
    fetchProfile: fetchProfileWith(client),
  };
};
