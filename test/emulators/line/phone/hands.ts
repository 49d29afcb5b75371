import type {
  ApiFault,
  Place,
  Release,
  Tap,
  WebhookOutcome,
  WebhookSettings,
} from '#test/emulators/line/contract';

/** What the page asks of the emulator. Each answers with a sentence for the reader when something went wrong. */
export type Problem = string | null;

export const sendText = (userId: string, text: string, quoteOf: string | null): Promise<Problem> =>
  act(userId, 'text', json({ text, ...(quoteOf === null ? {} : { quoteOf }) }));

export const sendPhoto = (userId: string, photo: Blob): Promise<Problem> =>
  act(userId, 'image', { headers: { 'content-type': photo.type }, body: photo });

export const sendSamplePhoto = async (userId: string): Promise<Problem> =>
  sendPhoto(userId, await (await fetch('/sample-road.jpg')).blob());

export const sendPlace = (userId: string, place: Place): Promise<Problem> =>
  act(userId, 'location', json(place));

export const sendSticker = (userId: string): Promise<Problem> => act(userId, 'sticker', json({}));

export const tap = (userId: string, what: Tap): Promise<Problem> => act(userId, 'tap', json(what));

export const unsend = (userId: string, messageId: string): Promise<Problem> =>
  act(userId, `messages/${messageId}/unsend`, json({}));

export const relate = (userId: string, how: 'follow' | 'block' | 'unblock'): Promise<Problem> =>
  act(userId, how, json({}));

export const orderFault = async (fault: ApiFault, isOn: boolean): Promise<void> => {
  if (isOn) await post('/emulator/faults', json({ fault, times: 'until-cleared' }));
  else await fetch(`/emulator/faults/${fault.kind}`, { method: 'DELETE' });
};

export const setWebhooks = async (change: Partial<WebhookSettings>): Promise<void> => {
  await post('/emulator/webhooks/settings', json(change));
};

export const release = async (how: Release): Promise<void> => {
  await post('/emulator/webhooks/release', json(how));
};

export const redeliver = async (webhookEventId: string): Promise<void> => {
  await post(`/emulator/webhooks/${webhookEventId}/redeliver`, json({}));
};

interface Done {
  readonly outcome: WebhookOutcome;
}

const act = async (userId: string, path: string, request: RequestInit): Promise<Problem> => {
  try {
    const response = await post(`/emulator/residents/${userId}/${path}`, request);
    if (!response.ok) return `電話が受け付けませんでした（${response.status}）。入力を確かめてください。`;
    const { outcome }: Done = await response.json();
    return problemOf(outcome);
  } catch {
    return 'テスト用のサーバーが止まっています。動かし直してから、もう一度お試しください。';
  }
};

const problemOf = (outcome: WebhookOutcome): Problem => {
  switch (outcome.kind) {
    case 'held':
      return null;
    case 'answered':
      return outcome.status < 300
        ? null
        : `市役所のサーバーが受け取りませんでした（${outcome.status}）。「通信の記録」で確かめてください。`;
    case 'timed-out':
      return '市役所のサーバーが2秒以内に答えませんでした。';
    case 'unreachable':
      return '市役所のサーバーにつながりません。動いているか確かめてください。';
    case 'no-webhook-url':
      return '市役所のサーバーの宛先が決まっていません。';
  }
};

const json = (body: unknown): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const post = (path: string, request: RequestInit): Promise<Response> =>
  fetch(path, { method: 'POST', ...request });
