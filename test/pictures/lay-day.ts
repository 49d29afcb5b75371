import type { Page } from 'playwright-core';
import { answer, message, openMatter, rows, stayAfterSending, thread } from '#test/journeys/at-the-desk';
import { receiptNumber } from '#test/journeys/on-the-phone';
import { samplePhoto } from '#test/journeys/sample-photo';
import type { Town } from '#test/journeys/town';
import { blocker, holeAt, midori, wishes } from './day.ts';
import { shiftMatter } from './shift.ts';

/** Residents write through LINE and staff answer in the inbox; returns the address of the matter to show. */
export const layDay = async (town: Town, databaseUrl: string, inbox: Page): Promise<string> => {
  const { line, kodama } = town;
  const numbers = new Map<string, string>();
  const userOf = new Map(line.residents().map(({ name, userId }) => [name, userId]));
  for (const { resident, words, minutesAgo } of wishes) {
    const userId = userOf.get(resident) ?? line.addResident(resident).userId;
    userOf.set(resident, userId);
    await line.sendText(userId, words);
    const number = await receiptNumber(line, userId);
    numbers.set(resident, number);
    if (resident === midori) {
      await line.sendImage(userId, await samplePhoto(), 'image/jpeg');
      await line.sendLocation(userId, holeAt);
      await line.waitFor(() => line.chat(userId).filter(({ author }) => author === 'city').length === 3);
    }
    await shiftMatter(databaseUrl, number, minutesAgo);
  }
  await inbox.goto(`${kodama.url}/inbox/all`);

  await openMatter(inbox, numbers.get(blocker) ?? '');
  await line.block(userOf.get(blocker) ?? '');
  await thread(inbox).getByText('住民が市のアカウントをブロックしました').waitFor();
  await stayAfterSending(inbox);
  await answer(inbox, '本日の午後に、担当の職員がうかがいます。');
  await thread(inbox).getByText('送れませんでした').waitFor();

  await openMatter(inbox, numbers.get(midori) ?? '');
  await takeMyself(inbox);
  await inbox.getByRole('button', { name: 'メモ', exact: true }).click();
  await inbox
    .getByLabel('メモ（住民には見えません）')
    .fill('午後の巡回で見る。通学路なので、先に三角コーンを置く。');
  await inbox.getByLabel('メモ（住民には見えません）').press('Control+Enter');
  await thread(inbox).getByText('午後の巡回で見る。').waitFor();
  await inbox.getByRole('button', { name: '返信', exact: true }).click();
  await answer(
    inbox,
    'お知らせいただき、ありがとうございます。\n今日の午後、担当の職員が見に行き、まず応急の手当てをします。',
  );
  await message(inbox, '応急の手当て').getByText('LINE が受け付けました').waitFor();
  const address = inbox.url();
  await inbox.goto(`${kodama.url}/inbox/department`);
  await rows(inbox, numbers.get(midori) ?? '').waitFor();
  return address;
};

const takeMyself = async (inbox: Page): Promise<void> => {
  await thread(inbox).focus();
  await inbox.keyboard.press('a');
  await inbox.getByRole('dialog', { name: '担当者を決める' }).waitFor();
  await inbox.keyboard.press('Enter');
  await inbox.getByRole('dialog').waitFor({ state: 'detached' });
};
