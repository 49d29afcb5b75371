import { expect, test } from 'vitest';
import { channelsFrom } from '#adapters/index';

test('a city without LINE has no LINE channel, not a half-open one', () => {
  expect(channelsFrom({ line: null, webchat: null })).toEqual([]);
});

test('a city with LINE has its limits to plan with', () => {
  const line = {
    channelSecret: 'secret',
    channelAccessToken: 'token',
    apiBaseUrl: 'https://api.line.me',
    dataApiBaseUrl: 'https://api-data.line.me',
  };
  expect(channelsFrom({ line, webchat: null })).toMatchObject([
    {
      name: 'line',
      limits: {
        charsPerMessage: 5_000,
        messagesPerSend: 5,
        replyTokenLivesMs: 60_000,
        retryKeyLivesMs: 86_400_000,
        mediaAddress: 'public',
      },
      intake: { kind: 'webhook' },
    },
  ]);
});
