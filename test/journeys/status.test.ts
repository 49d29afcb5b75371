import { expect } from 'vitest';
import { layAside } from '#test/support/laid-aside';
import { query } from '#test/support/query';
import { bringIn, rows } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { receiptNumber } from './on-the-phone.ts';
import { expectUsableAtBothWidths } from './usable.ts';

journey(
  'the administrator reads what is wrong and what to do, and has what lay aside read again',
  async ({ town, database, inbox }) => {
    const { line } = town;
    const resident = line.addResident('続きを待つ人').userId;
    await line.sendText(resident, '家の前の道路に大きな穴が開いていて危ないです');
    const number = await receiptNumber(line, resident);
    await rows(inbox, number).waitFor();
    await layAside(database.url, { count: 2, address: resident, at: new Date() });

    await inbox.getByRole('link', { name: '稼働状況' }).click();
    await inbox.getByRole('heading', { name: '稼働状況', level: 1 }).waitFor();
    await inbox.getByText('すぐに対応が必要なところがあります。').waitFor();
    const part = (name: string) => inbox.getByRole('region', { name });
    await part('プログラム').getByText('画面と処理').waitFor();
    await part('SNSからの通知').getByText('LINE：').waitFor();
    await part('バックアップ').getByText('npm run backup が毎晩動くように設定してください。').waitFor();
    const aside = part('読み取れなかったもの');
    await aside.getByText('対応が必要').waitFor();
    await aside.getByText(number).first().waitFor();
    expect(await inbox.content()).not.toContain('届かなかった言葉');
    await expectUsableAtBothWidths(inbox);

    await aside.getByRole('button', { name: 'もう一度読み取る', exact: true }).first().click();
    await aside.getByText('1件あります').waitFor();
    await expect
      .poll(
        async () =>
          (
            await query(database.url, `select count(*)::int from message where external_id like 'message-%'`)
          )[0],
      )
      .toEqual({ count: 1 });
    await aside.getByRole('button', { name: 'もう一度読み取る', exact: true }).click();
    await aside.getByText('ありません').waitFor();
  },
  150_000,
);

journey('who is no administrator is offered no such page', async ({ browser, town, inbox }) => {
  const colleague = { name: '保坂 真由', email: 'hosaka@city.example', department: '子ども保育課' };
  const page = await bringIn(browser, inbox, town.kodama.url, colleague);
  expect(await page.getByRole('link', { name: '稼働状況' }).count()).toBe(0);
  await page.goto(`${town.kodama.url}/status`);
  await page.getByRole('region', { name: '案件の一覧' }).waitFor();
  await page.context().close();
});
