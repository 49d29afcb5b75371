import { createHmac } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LineEmulator } from '#test/emulators/line/server';
import { answer, message, openMatter, stayAfterSending, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { callsTo, readFromCity, receiptNumber } from './on-the-phone.ts';
import { samplePhoto } from './sample-photo.ts';
import { soundOf } from './sound.ts';
import type { Town } from './town.ts';
import { expectUsableAtBothWidths } from './usable.ts';

const hole = '家の前の道路に大きな穴が開いていて危ないです';

/** A newcomer whose matter lies open on the desk. */
const report = async (line: LineEmulator, inbox: Page, name: string) => {
  const { userId } = line.addResident(name);
  const { messageId } = await line.sendText(userId, hole);
  await openMatter(inbox, await receiptNumber(line, userId));
  await thread(inbox).getByText(hole).waitFor();
  return { userId, messageId: messageId ?? '' };
};

/** LINE tells of edits in groups only; a channel that tells of them elsewhere says no more than this. */
const edit = async ({ kodama }: Town, userId: string, id: string, text: string): Promise<void> => {
  const event = {
    type: 'messageEdited',
    message: { type: 'text', id, text },
    source: { type: 'user', userId },
    timestamp: Date.now(),
    mode: 'active',
    webhookEventId: `edit-${id}`,
    deliveryContext: { isRedelivery: false },
  };
  const body = JSON.stringify({ destination: 'U0', events: [event] });
  const signature = createHmac('sha256', 'journey-secret').update(body).digest('base64');
  const response = await fetch(`${kodama.url}/webhooks/line`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-line-signature': signature },
    body,
  });
  expect(response.status).toBe(200);
};

journey('what either side quotes stands above the words, until it is taken back', async ({ town, inbox }) => {
  const { line } = town;
  const { userId, messageId } = await report(line, inbox, '引用する人');
  await stayAfterSending(inbox);
  await answer(inbox, 'どのあたりの道路でしょうか。');
  await message(inbox, 'どのあたり').getByText('LINE が受け付けました').waitFor();
  const ours = await line.waitFor(() => line.chat(userId).findLast(({ author }) => author === 'city')?.id);

  await line.sendText(userId, '市役所の北側です', { quoteOf: ours });
  const theirs = message(inbox, '市役所の北側です');
  await theirs.getByRole('button', { name: /どのあたりの道路でしょうか。/ }).click();
  expect(await inbox.evaluate('document.activeElement.textContent')).toContain('どのあたり');

  const first = message(inbox, hole).first();
  await first.getByRole('button', { name: '引用して返信' }).click();
  const field = inbox.getByLabel('住民への返信');
  await field.fill('この穴は、明日ふさぎます。');
  await inbox.reload();
  await inbox.getByText('引用する人のメッセージを引用して返信').waitFor();
  await expectUsableAtBothWidths(inbox);
  await inbox.setViewportSize({ width: 1280, height: 560 });
  await first.evaluate((element) => element.scrollIntoView());
  await field.press('Control+Enter');
  await inbox.getByText('引用する人のメッセージを引用して返信').waitFor({ state: 'detached' });
  const quoting = await line.waitFor(() =>
    line.chat(userId).find(({ author, quotedMessageId }) => author === 'city' && quotedMessageId !== null),
  );
  expect(quoting).toMatchObject({
    content: { text: 'この穴は、明日ふさぎます。' },
    quotedMessageId: messageId,
  });
  const said = message(inbox, 'この穴は、明日ふさぎます。');
  await said.getByText(hole).waitFor();
  // Whoever went up to what they quote sees their own answer go all the same.
  await expect.poll(() => isInSight(said)).toBe(true);
  await inbox.setViewportSize({ width: 1280, height: 800 });

  await message(inbox, 'どのあたり').first().focus();
  await inbox.keyboard.press('q');
  await inbox.getByText('最初の管理者のメッセージを引用して返信').waitFor();
  await inbox.getByRole('button', { name: '引用をやめる' }).click();

  await line.unsend(userId, messageId);
  await message(inbox, 'この穴は、明日').getByText('取り消し・消去されたメッセージへの返信').waitFor();
  expect(await inbox.getByText(hole).count()).toBe(0);
});

const isInSight = (one: Locator): Promise<boolean> =>
  one.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const pane = element.closest('[role=log]')?.getBoundingClientRect();
    return pane !== undefined && top >= pane.top && bottom <= pane.bottom;
  });

journey('photos sent in one go are one grid in their order, and answered once', async ({ town, inbox }) => {
  const { line } = town;
  const { userId } = await report(line, inbox, '写真をまとめて送る人');
  const before = readFromCity(line, userId).length;
  const photo = await samplePhoto();
  const send = (id: string, index: number, total: number) =>
    line.sendImage(userId, photo, 'image/jpeg', { imageSet: { id, index, total } });
  line.webhooks.set({ holds: true });
  for (const index of [1, 2, 3, 4]) await send('four', index, 4);
  await line.webhooks.release({ order: 'reversed', together: false });
  const set = thread(inbox).getByRole('article', { name: /写真4枚/ });
  await expect.poll(() => set.getByRole('img').count()).toBe(4);
  await set.getByRole('img').nth(1).click();
  await inbox.getByRole('dialog', { name: '写真 2／4' }).waitFor();
  await inbox.keyboard.press('ArrowRight');
  await inbox.getByRole('dialog', { name: '写真 3／4' }).waitFor();
  await inbox.keyboard.press('Escape');

  await send('three', 3, 3);
  await send('three', 1, 3);
  await thread(inbox).getByText('3枚のうち2枚が届いています').waitFor();
  await expectUsableAtBothWidths(inbox);
  await send('three', 2, 3);
  await thread(inbox).getByText('3枚のうち2枚が届いています').waitFor({ state: 'detached' });
  await expect.poll(() => readFromCity(line, userId).length).toBe(before + 2);
});

journey(
  'a sound and a video are waited for while LINE prepares them, and then play',
  async ({ town, inbox }) => {
    const { line } = town;
    const { userId } = await report(line, inbox, '動画を送る人');
    await line.sendVideo(userId, Buffer.alloc(50_000, 'video'), 'video/mp4', { preparesForMs: 2_500 });
    await thread(inbox).getByText('送り元で動画を準備しています').waitFor();
    const video = thread(inbox).getByLabel('住民が送った動画（4秒）');
    await video.waitFor();
    // These bytes are no video: what a browser cannot play may still be saved.
    await thread(inbox).getByRole('link', { name: '保存して開く' }).waitFor();
    expect(callsTo(line, 'transcoding').length).toBeGreaterThan(0);
    const source = await video.getAttribute('src');
    const part = await inbox.request.get(`${town.kodama.url}${source}`, {
      headers: { range: 'bytes=10-19' },
    });
    expect([part.status(), part.headers()['content-range']]).toEqual([206, 'bytes 10-19/50000']);
    const beyond = await inbox.request.get(`${town.kodama.url}${source}`, {
      headers: { range: 'bytes=50000-' },
    });
    expect([beyond.status(), beyond.headers()['content-range']]).toEqual([416, 'bytes */50000']);

    await line.sendAudio(userId, soundOf({ seconds: 2 }), 'audio/wav');
    const sound = thread(inbox).getByLabel('住民が送った音声（4秒）');
    await sound.waitFor();
    expect(await sound.evaluate((player) => Reflect.get(player, 'paused'))).toBe(true);
    await inbox.evaluate('document.querySelector("audio").play()');
    expect(await sound.evaluate((player) => Reflect.get(player, 'duration'))).toBeCloseTo(2, 1);
    await expectUsableAtBothWidths(inbox);
  },
);

journey('files, stickers, small pictures, names and edits are told in words', async ({ town, inbox }) => {
  const { line } = town;
  const { userId } = await report(line, inbox, 'いろいろ送る人');
  await line.sendFile(userId, Buffer.from('%PDF-1.7'), 'application/pdf', '罹災証明\u202efdp.exe');
  await line.sendFile(userId, Buffer.alloc(1_234_567), 'application/pdf', '見取り図（家の前）.pdf');
  await line.sendSticker(userId);
  await line.sendText(userId, '@こだま市 よろしくお願いします(moon grin)', {
    emojis: [{ index: 16, length: 11 }],
    mentions: [{ index: 0, length: 5 }],
  });
  await thread(inbox).getByText('PDF・1.2MB').waitFor();
  await thread(inbox).getByText('開くと動くもの').waitFor();
  const [download] = await Promise.all([
    inbox.waitForEvent('download'),
    thread(inbox).getByRole('link', { name: '見取り図（家の前）.pdf' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('見取り図（家の前）.pdf');
  expect(await thread(inbox).getByRole('link', { name: '罹災証明fdp.exe' }).count()).toBe(1);
  await thread(inbox).getByText('スタンプ').waitFor();
  await thread(inbox).getByText('絵文字：moon grin', { exact: true }).waitFor();
  expect(await inbox.getByText('(moon grin)').count()).toBe(0);

  const said = await line.sendText(userId, '穴は二つです');
  await message(inbox, '穴は二つです').waitFor();
  await inbox.getByLabel('住民への返信').fill('二つですね。');
  await edit(town, userId, said.messageId ?? '', '穴は三つです');
  await message(inbox, '穴は三つです').getByText('編集済み').waitFor();
  await inbox.getByText('書いている間に、住民がメッセージを書き直しました。').waitFor();
  expect(await inbox.getByText('穴は二つです').count()).toBe(0);
  await expectUsableAtBothWidths(inbox);
});
