import { expect, test } from 'vitest';
import { z } from 'zod';
import { startCity } from './city-stand-in.ts';

const sentSchema = z.object({ messageId: z.string() });

const post = (url: string, body: unknown = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

test('another process can act for a resident and read what happened', async () => {
  const { line, received, resident } = await startCity();
  const person = `${line.url}/emulator/residents/${resident}`;
  const done = await (await post(`${person}/text`, { text: '公園の電灯が消えています' })).json();
  expect(done).toMatchObject({ outcome: { kind: 'answered', status: 200 } });
  await post(`${person}/location`, { title: '公園', address: '東町', latitude: 33.3, longitude: 130.5 });
  const png = { method: 'POST', headers: { 'content-type': 'image/png' }, body: Uint8Array.of(1, 2, 3) };
  const sent = sentSchema.parse(await (await fetch(`${person}/image`, png)).json());
  const kept = await fetch(`${line.url}/emulator/contents/${sent.messageId}`);
  expect([kept.headers.get('content-type'), (await kept.arrayBuffer()).byteLength]).toEqual(['image/png', 3]);
  await post(`${person}/messages/${sent.messageId}/unsend`);
  expect((await fetch(`${line.url}/emulator/contents/${sent.messageId}`)).status).toBe(404);
  expect(received).toHaveLength(4);
  const state: unknown = await (await fetch(`${line.url}/emulator/state`)).json();
  expect(state).toMatchObject({ chats: { [resident]: line.chat(resident) }, journal: line.journal() });
  expect(line.chat(resident)).toHaveLength(3);
});

test('photos of a set, videos that LINE prepares, small pictures and names are sent over HTTP too', async () => {
  const { line, received, resident } = await startCity();
  const person = `${line.url}/emulator/residents/${resident}`;
  const send = (path: string, type: string) =>
    fetch(`${person}/${path}`, { method: 'POST', headers: { 'content-type': type }, body: Uint8Array.of(1) });
  await send('image?setId=trip&index=2&total=3', 'image/png');
  expect((await send('image?setId=trip', 'image/png')).status).toBe(400);
  await send('video?preparesForMs=60000', 'video/mp4');
  const marks = { emojis: [{ index: 4, length: 4 }], mentions: [{ index: 0, length: 3 }] };
  await post(`${person}/text`, { text: '@市 (ok)', ...marks });
  expect(received).toHaveLength(3);
  const posted = line.journal().flatMap((entry) => (entry.kind === 'webhook' ? [entry.body] : []));
  expect(posted[0]).toContain('"imageSet":{"id":"trip","index":2,"total":3}');
  expect(posted[2]).toMatch(/"emojis":\[\{"index":4,"length":4,.*"mentionees":\[\{"index":0,"length":3,/);
});

test('faults and webhook switches are ordered and taken back over HTTP', async () => {
  const { line, received, resident } = await startCity();
  await post(`${line.url}/emulator/faults`, { fault: { kind: 'server-error' }, times: 'until-cleared' });
  await post(`${line.url}/emulator/faults`, { fault: { kind: 'rate-limited' }, endpoint: 'push', times: 2 });
  await fetch(`${line.url}/emulator/faults/server-error`, { method: 'DELETE' });
  expect(line.faults.planned()).toEqual([{ fault: { kind: 'rate-limited' }, endpoint: 'push', times: 2 }]);
  expect((await fetch(`${line.url}/emulator/faults/typing-error`, { method: 'DELETE' })).status).toBe(400);
  await fetch(`${line.url}/emulator/faults`, { method: 'DELETE' });
  expect(line.faults.planned()).toEqual([]);
  await post(`${line.url}/emulator/webhooks/settings`, { holds: true });
  await line.sendText(resident, '待つ');
  expect(line.webhooks.heldEvents()).toBe(1);
  await post(`${line.url}/emulator/webhooks/release`, { order: 'reversed' });
  expect(received).toHaveLength(1);
});

test('what the phone would not do is refused with a reason', async () => {
  const { line, resident } = await startCity();
  const nobody = await post(`${line.url}/emulator/residents/U0/text`, { text: 'あ' });
  expect([nobody.status, await nobody.json()]).toEqual([409, { message: 'No resident U0 lives here.' }]);
  expect((await post(`${line.url}/emulator/residents/${resident}/text`, { text: '' })).status).toBe(400);
});

test('the page is told of each change as it happens', async () => {
  const { line, resident } = await startCity();
  const live = await fetch(`${line.url}/emulator/live`);
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await line.sendText(resident, 'すぐ見える');
  let seen = '';
  while (!seen.includes('すぐ見える')) seen += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  expect(seen).toMatch(/^data: \{"residents":/);
});
