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

/** Who speaks, and where: in a group, or alone with the city when null. */
export interface Speaker {
  readonly userId: string;
  readonly groupId: string | null;
}

export const sendText = (who: Speaker, text: string, quoteOf: string | null): Promise<Problem> =>
  act(who, 'text', json({ text, ...(quoteOf === null ? {} : { quoteOf }) }));

export const sendEmoji = (who: Speaker): Promise<Problem> => act(who, 'text', json(withEmoji));

export const sendPlace = (who: Speaker, place: Place): Promise<Problem> => act(who, 'location', json(place));

export const sendSticker = (who: Speaker): Promise<Problem> => act(who, 'sticker', json({}));

/** By what it is; pictures chosen together are one set, as in LINE. */
export const sendFiles = async (who: Speaker, files: readonly File[]): Promise<Problem> => {
  const pictures = files.filter(({ type }) => type === 'image/jpeg' || type === 'image/png');
  const set = pictures.length > 1 ? { setId: crypto.randomUUID(), total: `${pictures.length}` } : null;
  for (const file of files) {
    const index = `${pictures.indexOf(file) + 1}`;
    const problem = await sendFile(who, file, set && index !== '0' ? { ...set, index } : {});
    if (problem !== null) return problem;
  }
  return null;
};

export const sendSamples = async (who: Speaker, ...names: readonly string[]): Promise<Problem> =>
  sendFiles(who, await Promise.all(names.map(sample)));

const sample = async (name: string): Promise<File> => {
  const blob = await (await fetch(`/${name}`)).blob();
  return new File([blob], name, { type: kinds.get(name.split('.').at(-1) ?? '') ?? blob.type });
};

/** Servers do not agree on what an .m4a is; these are LINE's words. */
const kinds = new Map([
  ['jpg', 'image/jpeg'],
  ['mp4', 'video/mp4'],
  ['m4a', 'audio/mp4'],
  ['pdf', 'application/pdf'],
]);

const sendFile = (who: Speaker, file: File, imageSet: Readonly<Record<string, string>>): Promise<Problem> => {
  const request = { headers: { 'content-type': file.type || 'application/octet-stream' }, body: file };
  if (file.type === 'image/jpeg' || file.type === 'image/png') return act(who, 'image', request, imageSet);
  if (file.type === 'video/mp4') return act(who, 'video', request);
  if (file.type === 'audio/mp4') return act(who, 'audio', request);
  return act(who, 'file', request, { name: file.name });
};

export const tap = (who: Speaker, what: Tap): Promise<Problem> => act(who, 'tap', json(what));

export const unsend = (who: Speaker, messageId: string): Promise<Problem> =>
  act(who, `messages/${messageId}/unsend`, json({}));

/** LINE lets people mend what they wrote in groups only. */
export const edit = (who: Speaker, messageId: string, text: string): Promise<Problem> =>
  act(who, `messages/${messageId}/edit`, json({ text }));

export const relate = (who: Speaker, how: 'follow' | 'block' | 'unblock'): Promise<Problem> =>
  act(who, how, json({}));

/** A member brings the city into the group, or sends it away. */
export const bring = ({ userId, groupId }: Speaker, how: 'invite' | 'dismiss'): Promise<Problem> =>
  act({ userId, groupId: null }, `groups/${groupId}/${how}`, json({}));

const withEmoji = {
  text: 'ありがとうございます(お辞儀)',
  emojis: [{ index: 10, length: 5 }],
};

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

const act = async (
  { userId, groupId }: Speaker,
  path: string,
  request: RequestInit,
  query: Readonly<Record<string, string>> = {},
): Promise<Problem> => {
  const asked = new URLSearchParams({ ...query, ...(groupId !== null && { in: groupId }) });
  try {
    const response = await post(`/emulator/residents/${userId}/${path}?${asked}`, request);
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
