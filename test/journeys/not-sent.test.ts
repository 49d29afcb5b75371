import { expect } from 'vitest';
import { answer, bringIn, openMatter, rows, stayAfterSending, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { hear, readFromCity, receiptNumber } from './on-the-phone.ts';
import { expectUsableAtBothWidths } from './usable.ts';

journey(
  'when the month’s messages are spent everybody is told, sees what was not sent and what was tried, and sends it when LINE takes it again',
  async ({ browser, town, inbox }) => {
    const { line, kodama } = town;
    const colleague = await bringIn(browser, inbox, kodama.url, {
      name: '江藤 健一郎',
      email: 'eto@city.example',
      department: '道路河川課',
    });
    const { userId } = line.addResident('返事を待つ人');
    await line.sendText(userId, '側溝のふたが割れていて自転車のタイヤが落ちそう');
    const number = await receiptNumber(line, userId);
    await inbox.goto(`${kodama.url}/inbox/department`);
    await openMatter(inbox, number);
    await stayAfterSending(inbox);
    line.faults.plan({ kind: 'monthly-limit' }, { endpoint: 'push', times: 'until-cleared' });
    await answer(inbox, 'ふたは明日の午前に取りかえます。');
    await thread(inbox).getByText('まだ送れていません：今月の送信数の上限に達しています').waitFor();
    await rows(inbox, number).getByText('未送信').waitFor();

    const told = colleague.getByRole('alert', { name: '送信の停止' });
    await told.getByText('今月のLINEの送信数の上限に達しました').waitFor();
    await told.getByRole('link', { name: '未送信の一覧' }).click();
    await openMatter(colleague, number);
    await colleague.getByRole('button', { name: /^未送信 1/, pressed: true }).waitFor();

    const ours = thread(inbox).getByRole('article').filter({ hasText: 'ふたは明日の午前' });
    await ours.getByRole('button', { name: '送信の記録' }).click();
    const record = ours.getByRole('region', { name: '送信の記録' });
    await record.getByText('今月の送信数の上限でした').waitFor();
    await record.getByText('プッシュ').waitFor();
    await record.getByRole('button', { name: '詳しく' }).click();
    await record.getByText('LINEの受付番号').waitFor();
    await expectUsableAtBothWidths(inbox);

    line.faults.clear();
    await ours.getByRole('button', { name: '再送' }).click();
    await hear(line, userId, 'ふたは明日の午前に取りかえます。');
    await record.getByText('受け付けられました').waitFor();
    for (const page of [inbox, colleague]) {
      await thread(page).getByText('LINE が受け付けました').last().waitFor();
      await page.getByRole('alert', { name: '送信の停止' }).waitFor({ state: 'detached' });
    }
    expect(readFromCity(line, userId)).toHaveLength(2);
  },
);
