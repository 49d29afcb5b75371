import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { refusalOf, startCity } from './city-stand-in.ts';

const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

test('a photo can be fetched when LINE has prepared it, until the resident takes it back', async () => {
  const { blobs, line, resident } = await startCity();
  const messageId = (await line.sendImage(resident, picture, 'image/png')).messageId ?? '';
  line.faults.plan({ kind: 'still-transcoding' }, { times: 2 });
  expect((await blobs.getMessageContentWithHttpInfo(messageId)).httpResponse.status).toBe(202);
  expect((await blobs.getMessageContentTranscodingByMessageId(messageId)).status).toBe('processing');

  const { httpResponse, body } = await blobs.getMessageContentWithHttpInfo(messageId);
  expect([httpResponse.status, httpResponse.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect([...(await buffer(body))]).toEqual([...picture]);

  await line.unsend(resident, messageId);
  const gone = await refusalOf(blobs.getMessageContent(messageId));
  expect([gone.status, gone.body]).toEqual([410, '{"message":"The content is gone"}']);
  expect(line.chat(resident)[0]?.content).toEqual({ kind: 'taken-back' });
});

test('a video or a sound is handed out only when LINE has made it over', async () => {
  const { blobs, line, moveClock, resident } = await startCity();
  const video = (await line.sendVideo(resident, picture, 'video/mp4')).messageId ?? '';
  const sound = (await line.sendAudio(resident, picture, 'audio/mp4')).messageId ?? '';
  for (const id of [video, sound]) {
    expect((await blobs.getMessageContentWithHttpInfo(id)).httpResponse.status).toBe(202);
    expect((await blobs.getMessageContentTranscodingByMessageId(id)).status).toBe('processing');
  }
  moveClock(1_000);
  for (const id of [video, sound]) {
    expect((await blobs.getMessageContentTranscodingByMessageId(id)).status).toBe('succeeded');
    expect((await blobs.getMessageContentWithHttpInfo(id)).httpResponse.status).toBe(200);
  }
});

test('a message that nobody sent has no content', async () => {
  const { blobs } = await startCity();
  const refusal = await refusalOf(blobs.getMessageContent('1'));
  expect([refusal.status, refusal.body]).toEqual([404, '{"message":"not found"}']);
});

test('each kind of message is told to the city as LINE tells it', async () => {
  const { line, received, resident } = await startCity();
  const { messageId } = await line.sendText(resident, '道路に穴があります');
  await line.sendText(resident, 'これのことです', { quoteOf: messageId ?? '' });
  await line.sendImage(resident, picture, 'image/png', { imageSet: { id: 'set', index: 1, total: 2 } });
  await line.sendLocation(resident, { title: '市役所', address: '城南町', latitude: 33.3, longitude: 130.5 });
  await line.sendSticker(resident);
  await line.sendFile(resident, picture, 'application/pdf', '申請書.pdf');
  await line.sendVideo(resident, picture, 'video/mp4');
  await line.sendAudio(resident, picture, 'audio/mp4');
  await line.postback(resident, 'choice=yes');
  expect(received.flatMap(({ events }) => events)).toMatchObject([
    { type: 'message', source: { type: 'user', userId: resident }, message: { type: 'text', id: messageId } },
    { message: { type: 'text', quotedMessageId: messageId } },
    { message: { type: 'image', contentProvider: { type: 'line' }, imageSet: { index: 1, total: 2 } } },
    { message: { type: 'location', title: '市役所', latitude: 33.3 } },
    { message: { type: 'sticker', stickerResourceType: 'STATIC' } },
    { message: { type: 'file', fileName: '申請書.pdf', fileSize: picture.length } },
    { message: { type: 'video', contentProvider: { type: 'line' } } },
    { message: { type: 'audio', contentProvider: { type: 'line' } } },
    { type: 'postback', postback: { data: 'choice=yes' } },
  ]);
});

test('the city may show that it is reading and writing', async () => {
  const { client, line, received, resident } = await startCity();
  await line.sendText(resident, 'もしもし');
  const [event] = received[0]?.events ?? [];
  const message = event?.type === 'message' && event.message.type === 'text' ? event.message : null;
  await client.markMessagesAsReadByToken({ markAsReadToken: message?.markAsReadToken ?? '' });
  expect(line.chat(resident)[0]?.isRead).toBe(true);
  const loading = await client.showLoadingAnimationWithHttpInfo({ chatId: resident, loadingSeconds: 5 });
  expect(loading.httpResponse.status).toBe(202);
  expect(line.residents()[0]?.loadingUntil).toBeGreaterThan(0);
  await client.pushMessage({ to: resident, messages: [{ type: 'text', text: 'はい' }] });
  expect(line.residents()[0]?.loadingUntil).toBe(0);
  const odd = await refusalOf(client.showLoadingAnimation({ chatId: resident, loadingSeconds: 7 }));
  expect(JSON.parse(odd.body).details).toEqual([
    { message: 'must be a multiple of five', property: 'loadingSeconds' },
  ]);
});
