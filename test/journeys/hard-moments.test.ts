import { expect } from 'vitest';
import { answer, openMatter, rows, stayAfterSending, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { callsTo, hear, readFromCity, receiptNumber, takePhone, talk, write } from './on-the-phone.ts';

journey(
  'staff are told that a resident blocked the city, and what they write is not tried at LINE',
  async ({ town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('ブロックする人');
    await line.sendText(userId, '側溝のふたが割れていて自転車のタイヤが落ちそう');
    const number = await receiptNumber(line, userId);
    await openMatter(inbox, number);
    await line.block(userId);
    await thread(inbox).getByText('住民が市のアカウントをブロックしました。').waitFor();
    await inbox.getByText('ブロックされていて、メッセージは届きません').waitFor();

    await stayAfterSending(inbox);
    await answer(inbox, 'ふたを取りかえました。');
    await thread(inbox).getByText('送れませんでした：住民にブロックされています').waitFor();
    await rows(inbox, number).getByText('未送信').waitFor();
    expect(JSON.stringify(callsTo(line, 'push'))).not.toContain('ふたを取りかえました。');
  },
);

journey(
  'when nobody is sure what it is about, the resident says it with one touch and the matter finds its department',
  async ({ browser, town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('迷っている人');
    const phone = await takePhone(browser, line, '迷っている人');
    await write(phone, '少し聞いてもいいでしょうか');
    await talk(phone).getByText('担当の課を確かめて').waitFor();
    const number = await receiptNumber(line, userId);
    await inbox.getByRole('link', { name: /振り分け待ち/ }).click();
    await rows(inbox, number).waitFor();

    const choice = phone.getByRole('list', { name: '選んで答える' }).getByRole('button').first();
    const subject = await choice.textContent();
    await choice.click();
    const routed = await hear(line, userId, `${subject}について受け付けました。`);
    expect(routed).toContain(`受付番号　${number}`);
    expect(routed).toMatch(/担当　.+の課/);
    await expect.poll(() => rows(inbox, number).count()).toBe(0);
    await inbox.getByRole('link', { name: /^課/ }).click();
    await rows(inbox, number).getByText('新着').waitFor();
  },
);

journey(
  'urgent words are answered with guidance before the receipt, and lead the list marked as urgent',
  async ({ town, inbox }) => {
    const { line } = town;
    const patient = line.addResident('待っている人').userId;
    await line.sendText(patient, '横断歩道の白線が消えかけています');
    await receiptNumber(line, patient);
    const urgent = line.addResident('急ぐ人').userId;
    await line.sendText(urgent, '家の前の道路に大きな穴があり、落ちたけが人がいます');
    const number = await receiptNumber(line, urgent);
    expect(readFromCity(line, urgent)).toEqual([
      expect.stringContaining('すぐに119番へ電話してください。'),
      expect.stringContaining(`受付番号　${number}`),
    ]);
    await rows(inbox, number).getByText('緊急').waitFor();
    const first = inbox.getByRole('list', { name: '案件' }).getByRole('link').first();
    await expect.poll(() => first.textContent()).toContain(number);
    await openMatter(inbox, number);
    await inbox.getByRole('region', { name: '道路の穴・傷み' }).getByText('緊急').waitFor();
  },
);

journey(
  'an answer sent again because its page was lost on the way reaches the resident once',
  async ({ town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('一度だけ聞く人');
    await line.sendText(userId, '歩道の段差につまずいて転びそうになりました');
    const number = await receiptNumber(line, userId);
    await openMatter(inbox, number);
    await stayAfterSending(inbox);
    await inbox.route(
      '**/replies',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    const lost = inbox.waitForEvent('requestfailed');
    const field = inbox.getByLabel('住民への返信');
    await field.fill('段差を削りました。');
    await field.press('Control+Enter');
    await hear(line, userId, '段差を削りました。');
    await lost;
    await inbox.reload();
    await expect.poll(() => field.inputValue()).toBe('段差を削りました。');
    await field.press('Control+Enter');
    await inbox.getByText('送信しました').waitFor();
    await answer(inbox, 'これで終わりです。');
    await hear(line, userId, 'これで終わりです。');
    expect(readFromCity(line, userId).filter((text) => text === '段差を削りました。')).toHaveLength(1);
    expect(await thread(inbox).getByRole('article').filter({ hasText: '段差を削りました。' }).count()).toBe(
      1,
    );
  },
);
