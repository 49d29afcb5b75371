import { Client } from 'pg';
import { expect } from 'vitest';
import { query } from '#test/support/query';
import { openMatter, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { callsTo, hear, readFromCity, receiptNumber, takePhone, talk, write } from './on-the-phone.ts';

const refusal = 'グループの中ではご相談を受けられません';

journey(
  'a group that brings the city in reads once that it answers nobody there, and staff see nothing of it',
  async ({ browser, database, town, inbox }) => {
    const { line } = town;
    const [group] = line.groups();
    if (group === undefined) throw new Error('LINE has no group');
    const phone = await takePhone(browser, line, '古賀 みどり');
    await phone.getByRole('combobox', { name: 'トーク' }).selectOption({ label: '南町第二自治会（3人）' });
    await phone.getByRole('button', { name: '市役所を招待' }).click();
    await talk(phone).getByText(refusal).waitFor();
    await write(phone, '三丁目の側溝が詰まっています');
    await talk(phone).getByText('三丁目の側溝が詰まっています').waitFor();

    await phone.getByRole('combobox', { name: 'トーク' }).selectOption({ label: '市役所と二人' });
    await write(phone, '三丁目の側溝が詰まって水があふれています');
    await hear(line, group.members[0] ?? '', '受付番号');
    await inbox.getByRole('list', { name: '案件' }).getByRole('link').waitFor();
    await expect
      .poll(() => query(database.url, `select 1 from inbound_event where state = 'pending'`))
      .toEqual([]);
    expect(readFromCity(line, group.groupId)).toEqual([expect.stringContaining(refusal)]);
    expect(await query(database.url, 'select 1 from matter')).toHaveLength(1);
  },
);

journey(
  'a resident whose message is held up sees that the city is at work, once, and then the receipt',
  async ({ browser, database, town }) => {
    const { line } = town;
    const { userId } = line.addResident('待つ 人');
    await line.follow(userId);
    await hear(line, userId, '久留米市の相談窓口です');
    const phone = await takePhone(browser, line, '待つ 人');
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query('begin');
    await other.query('select from thread where address = $1 for update', [userId]);
    await write(phone, '家の前の道路に大きな穴が開いていて危ないです');
    await phone.getByText('市役所が入力中').waitFor();
    await other.query('commit');
    await other.end();
    await hear(line, userId, '受付番号');
    await phone.getByText('市役所が入力中').waitFor({ state: 'detached' });
    expect(callsTo(line, 'loading')).toMatchObject([{ status: 202, body: { chatId: userId } }]);
  },
);

journey(
  'staff see when a resident blocks the city and when they are back, and the resident is greeted as one who is back',
  async ({ browser, town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('戻る 人');
    const phone = await takePhone(browser, line, '戻る 人');
    await write(phone, '公園のブランコの鎖が切れています');
    await openMatter(inbox, await receiptNumber(line, userId));
    await phone.getByRole('button', { name: 'ブロック', exact: true }).click();
    await thread(inbox).getByText('住民が市のアカウントをブロックしました').waitFor();
    await phone.getByRole('button', { name: 'ブロック解除' }).click();
    await thread(inbox).getByText('住民がブロックを解除しました').waitFor();
    await talk(phone).getByText('おかえりなさい').waitFor();
  },
);
