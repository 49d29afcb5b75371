import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { browserTest } from '#test/support/browser-test';
import { startCity } from './city-stand-in.ts';

const openPhone = async (browser: Browser, url: string, width = 1280): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'ja-JP' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('log').waitFor();
  return page;
};

browserTest(
  'a resident writes, reads the answer, taps a quick reply and takes a message back',
  async ({ browser }) => {
    const { client, line, resident } = await startCity();
    const page = await openPhone(browser, line.phoneUrl);
    const chat = page.getByRole('log');
    await page.getByLabel('メッセージ', { exact: true }).fill('家の前の道路に穴があります');
    await page.getByRole('button', { name: '送信', exact: true }).click();
    await line.waitFor(() => line.chat(resident).length === 1);
    const quickReply = {
      items: [
        { type: 'action', action: { type: 'message' as const, label: 'はい', text: 'はい、そうです' } },
      ],
    };
    await client.pushMessage({
      to: resident,
      messages: [{ type: 'text', text: '久留米市内ですか', quickReply }],
    });
    await chat.getByText('久留米市内ですか').waitFor();
    await page.getByRole('button', { name: 'はい', exact: true }).click();
    await chat.getByText('はい、そうです').waitFor();
    await page.getByRole('button', { name: 'このメッセージの操作' }).first().click();
    await page.getByRole('button', { name: '送信を取り消す' }).click();
    await chat.getByText('送信を取り消しました').waitFor();
    expect(line.chat(resident)[0]?.content).toEqual({ kind: 'taken-back' });
  },
);

browserTest('a photo and a place go to the city', async ({ browser }) => {
  const { line, resident } = await startCity();
  const page = await openPhone(browser, line.phoneUrl, 390);
  await page.getByRole('button', { name: '写真や場所を送る' }).click();
  await page.getByRole('button', { name: '見本の写真' }).click();
  await page.getByRole('img', { name: '写真（大きく開く）' }).waitFor();
  await page.getByRole('button', { name: '写真や場所を送る' }).click();
  await page.getByRole('button', { name: '場所', exact: true }).click();
  await page.getByRole('button', { name: '場所を送信' }).click();
  await line.waitFor(() => line.chat(resident).length === 2);
  expect(line.chat(resident).map(({ content }) => content)).toMatchObject([
    { kind: 'image' },
    { kind: 'location', title: '久留米市役所' },
  ]);
});

browserTest('every kind of message that LINE knows goes from the phone to the city', async ({ browser }) => {
  const { line, received, resident } = await startCity();
  const page = await openPhone(browser, line.phoneUrl);
  for (const label of ['写真3枚', '動画', '音声', 'PDF', 'スタンプ', '絵文字']) {
    const before = line.chat(resident).length;
    await page.getByRole('button', { name: '写真や場所を送る' }).click();
    await page.getByRole('button', { name: label, exact: true }).click();
    await line.waitFor(() => line.chat(resident).length === before + (label === '写真3枚' ? 3 : 1));
  }
  const { messageId } = await line.sendText(resident, '側溝があふれています');
  await page.getByRole('log').getByText('側溝があふれています').waitFor();
  await page.getByRole('button', { name: 'このメッセージの操作' }).last().click();
  await page.getByRole('button', { name: '引用して書く' }).click();
  await page.getByLabel('メッセージ', { exact: true }).fill('この場所です');
  await page.getByRole('button', { name: '送信', exact: true }).click();
  await line.waitFor(() => received.length === 10);
  const messages = received
    .flatMap(({ events }) => events)
    .flatMap((one) => ('message' in one ? [one.message] : []));
  expect(messages).toMatchObject([
    { type: 'image', imageSet: { index: 1, total: 3 } },
    { type: 'image', imageSet: { index: 2, total: 3 } },
    { type: 'image', imageSet: { index: 3, total: 3 } },
    { type: 'video' },
    { type: 'audio' },
    { type: 'file', fileName: 'sample-form.pdf' },
    { type: 'sticker' },
    { type: 'text', emojis: [{ index: 10, length: 5 }] },
    { type: 'text' },
    { type: 'text', quotedMessageId: messageId },
  ]);
  const video = page.getByLabel('動画', { exact: true });
  await expect.poll(() => video.evaluate((one) => Number(Reflect.get(one, 'videoWidth')))).toBe(320);
});

browserTest(
  'several residents talk in a group, bring the city in, and mend what they wrote',
  async ({ browser }) => {
    const { client, line, received } = await startCity();
    const page = await openPhone(browser, line.phoneUrl, 390);
    const chat = page.getByRole('log');
    await page.getByRole('combobox', { name: 'トーク' }).selectOption({ label: '南町第二自治会（3人）' });
    await page.getByText('市役所を招待すると、ここに書けます。').waitFor();
    await page.getByRole('button', { name: '市役所を招待' }).click();
    await page.getByLabel('メッセージ', { exact: true }).fill('回覧板です');
    await page.getByRole('button', { name: '送信', exact: true }).click();
    await chat.getByText('回覧板です').waitFor();
    const [group] = line.groups();
    const [, neighbour] = group?.members ?? [];
    await line.sendText(neighbour ?? '', '見ました', { in: group?.groupId ?? '' });
    await chat.getByText('江藤 健一郎', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'このメッセージの操作' }).first().click();
    await page.getByRole('button', { name: '直す', exact: true }).click();
    await page.getByLabel('メッセージ', { exact: true }).fill('回覧板です（訂正）');
    await page.getByRole('button', { name: '送信', exact: true }).click();
    await chat.getByText('編集済み').waitFor();
    await client.pushMessage({ to: group?.groupId ?? '', messages: [{ type: 'text', text: '市役所です' }] });
    await chat.getByText('市役所です').waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: '市役所を外す' }).click();
    await line.waitFor(() => received.length === 5);
    expect(received.flatMap(({ events }) => events).map(({ type }) => type)).toEqual([
      'join',
      'message',
      'message',
      'messageEdited',
      'leave',
    ]);
  },
);

browserTest('the resident sees that the city is at work until it answers', async ({ browser }) => {
  const { client, line, resident } = await startCity();
  const page = await openPhone(browser, line.phoneUrl);
  await client.showLoadingAnimation({ chatId: resident, loadingSeconds: 60 });
  await page.getByText('市役所が入力中').waitFor();
  await client.pushMessage({ to: resident, messages: [{ type: 'text', text: 'お待たせしました' }] });
  await page.getByText('市役所が入力中').waitFor({ state: 'detached' });
});

browserTest('an engineer puts the account in standby', async ({ browser }) => {
  const { line, received, resident } = await startCity();
  const page = await openPhone(browser, line.phoneUrl);
  await page.getByLabel('別の窓口が応対中（standby）').check();
  await line.waitFor(() => line.webhooks.settings().standby);
  await line.sendText(resident, 'もしもし');
  expect(received[0]?.events[0]?.mode).toBe('standby');
});

browserTest(
  'the Enter that ends a conversion sends nothing, Enter makes a line, Ctrl and Enter send',
  async ({ browser }) => {
    const { line, resident } = await startCity();
    const page = await openPhone(browser, line.phoneUrl);
    const field = page.getByLabel('メッセージ', { exact: true });
    await field.fill('みち');
    const enter = { key: 'Enter', ctrlKey: true, bubbles: true };
    await field.dispatchEvent('keydown', { ...enter, isComposing: true });
    await field.dispatchEvent('keydown', { ...enter, keyCode: 229 });
    await field.press('Enter');
    await field.pressSequentially('あな');
    await field.press('Control+Enter');
    await line.waitFor(() => line.chat(resident).length > 0);
    expect(line.chat(resident).map(({ content }) => content)).toEqual([{ kind: 'text', text: 'みち\nあな' }]);
    await expect.poll(() => field.inputValue()).toBe('');
  },
);

browserTest(
  'an engineer orders a fault, sees it pass, and delivers a past webhook again',
  async ({ browser }) => {
    const { client, line, received, resident } = await startCity();
    const page = await openPhone(browser, line.phoneUrl);
    await page.getByLabel('500（LINE の障害）').check();
    await line.waitFor(() => line.faults.planned().length === 1);
    const push = client.pushMessage({ to: resident, messages: [{ type: 'text', text: '届きません' }] });
    await expect(push).rejects.toThrow('500');
    await page.getByText('500・server-error').waitFor();
    await line.sendText(resident, 'もう一度');
    await page.getByText('message.text').click();
    await page.getByRole('button', { name: 'もう一度届ける' }).click();
    await line.waitFor(() => received.length === 2);
    expect(received[1]?.events[0]?.deliveryContext.isRedelivery).toBe(true);
  },
);

browserTest('the phone can be used by everyone, wide and narrow', async ({ browser }) => {
  const { client, line, resident } = await startCity();
  await line.sendText(resident, '道路に穴があります');
  await client.pushMessage({ to: resident, messages: [{ type: 'text', text: '見に行きます' }] });
  for (const width of [1280, 390]) {
    const page = await openPhone(browser, line.phoneUrl, width);
    await page.getByRole('log').getByText('見に行きます').waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
});
