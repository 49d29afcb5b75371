import { expect } from 'vitest';
import { close, openMatter, rows, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { hear, readFromCity, receiptNumber } from './on-the-phone.ts';

journey(
  'a closed matter stays closed for a thanks, opens again for the same thing, and lets another subject open its own',
  async ({ town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('街灯の人');
    const first = await line.sendText(userId, '家の前の街灯が切れて夜まっくらで怖いです');
    const number = await receiptNumber(line, userId);
    await openMatter(inbox, number);
    await close(inbox, '1');
    expect(await hear(line, userId, '対応が終わりました')).toContain(`受付番号　${number}`);
    await inbox.getByText('待っている案件はありません').waitFor();

    const before = readFromCity(line, userId).length;
    await line.sendText(userId, 'ありがとうございました');
    await inbox.getByLabel('状態').selectOption({ label: '対応済み' });
    await openMatter(inbox, number);
    await thread(inbox).getByText('ありがとうございました').waitFor();
    await inbox.getByText('対応済みの案件です。').waitFor();
    expect(readFromCity(line, userId)).toHaveLength(before);

    await line.sendText(userId, '家の前の街灯がまた切れて夜まっくらです');
    expect(await hear(line, userId, '前のご用件の続きとして受け付けました')).toContain(number);
    await thread(inbox).getByText('住民からの連絡で、対応を再開しました').waitFor();

    await line.sendText(userId, '粗大ごみの申し込み方法を教えてください');
    const other = await receiptNumber(line, userId, [number]);
    expect(other).not.toBe(number);
    await inbox.getByLabel('状態').selectOption({ label: '未完了' });
    await rows(inbox, other).getByText('新着').waitFor();
    await rows(inbox, number).getByText('対応中').waitFor();

    await openMatter(inbox, number);
    await close(inbox, '2');
    await hear(line, userId, 'ご質問へのお返事は以上です');
    await line.sendText(userId, 'これについて、もう少しお聞きしたいです', {
      quoteOf: first.messageId ?? '',
    });
    await rows(inbox, number).getByText('対応中').waitFor();
    await openMatter(inbox, number);
    const asked = thread(inbox)
      .getByRole('article')
      .filter({ hasText: 'これについて、もう少しお聞きしたいです' });
    await asked.getByText('家の前の街灯が切れて夜まっくらで怖いです').waitFor();
    expect(
      readFromCity(line, userId).filter((text) => text.includes('前のご用件の続きとして受け付けました')),
    ).toHaveLength(2);
  },
);
