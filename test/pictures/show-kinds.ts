import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { answer, message, openMatter, stayAfterSending, thread } from '#test/journeys/at-the-desk';
import { receiptNumber } from '#test/journeys/on-the-phone';
import type { Town } from '#test/journeys/town';

const samples = join(import.meta.dirname, '../emulators/line/phone/public');

/** One resident sends what LINE can carry, and staff answer with a quote; the thread of it, as high as it is. */
export const showKinds = async (
  { line, kodama }: Town,
  inbox: Page,
  save: (page: Page, name: string) => Promise<void>,
): Promise<void> => {
  const { userId } = line.addResident('大塚 里奈');
  await line.sendText(userId, '家の前の側溝が詰まって、雨のたびに水があふれます。');
  const number = await receiptNumber(line, userId);
  const pictures = ['sample-road.jpg', 'sample-ditch.jpg', 'sample-sign.jpg'];
  for (const [place, name] of pictures.entries()) {
    const imageSet = { id: 'ditch', index: place + 1, total: pictures.length };
    await line.sendImage(userId, await readFile(join(samples, name)), 'image/jpeg', { imageSet });
  }
  await line.sendVideo(userId, await readFile(join(samples, 'sample-ditch.mp4')), 'video/mp4');
  await line.sendAudio(userId, await readFile(join(samples, 'sample-noise.m4a')), 'audio/x-m4a');
  await line.sendFile(
    userId,
    await readFile(join(samples, 'sample-form.pdf')),
    'application/pdf',
    '見取り図.pdf',
  );
  await inbox.setViewportSize({ width: 1280, height: 2_200 });
  await inbox.goto(`${kodama.url}/inbox/department`);
  await openMatter(inbox, number);
  await stayAfterSending(inbox);
  await thread(inbox).locator('video').waitFor();
  await message(inbox, '家の前の側溝').getByRole('button', { name: '引用して返信' }).click();
  await answer(inbox, '写真と動画をありがとうございます。明日の朝、詰まりを取ります。');
  const ours = await line.waitFor(
    () =>
      line
        .chat(userId)
        .findLast(({ author, content }) => author === 'city' && JSON.stringify(content).includes('明日の朝'))
        ?.id,
  );
  await line.sendText(userId, '助かります。よろしくお願いします。', { quoteOf: ours });
  await line.sendSticker(userId);
  await message(inbox, '助かります').waitFor();
  await message(inbox, 'スタンプ').waitFor();
  await inbox.mouse.move(0, 0);
  await inbox.getByText('送信しました').waitFor({ state: 'detached' });
  await save(inbox, 'kinds-1280');
  await inbox.setViewportSize({ width: 390, height: 844 });
  await message(inbox, '見取り図').scrollIntoViewIfNeeded();
  await save(inbox, 'kinds-390');
};
