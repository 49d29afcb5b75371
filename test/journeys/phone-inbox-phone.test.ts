import { expect } from 'vitest';
import { answer, message, openMatter, rows, stayAfterSending, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { callsTo, receiptNumber, sendPhoto, sendPlace, takePhone, talk, write } from './on-the-phone.ts';

const hole = '家の前の道路に大きな穴が開いていて危ないです';

journey(
  'a resident reports a hole with a photo and a place, and reads the answer of the road department',
  async ({ browser, town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('古賀 みどり（道路）');
    await inbox.getByText('待っている案件はありません').waitFor();

    const phone = await takePhone(browser, line, '古賀 みどり（道路）');
    await write(phone, hole);
    const receipt = talk(phone).getByText('道路の傷みについて受け付けました。');
    await receipt.waitFor();
    const words = await receipt.textContent();
    const number = await receiptNumber(line, userId);
    expect(words).toContain(`受付番号　${number}`);
    expect(words).toContain('担当　道路と川の課（3開庁日以内にお返事します）');
    const [reply] = callsTo(line, 'reply');
    expect(reply).toMatchObject({ status: 200, body: { replyToken: expect.any(String) } });
    expect(callsTo(line, 'reply')).toHaveLength(1);
    expect(callsTo(line, 'push')).toEqual([]);

    await sendPhoto(phone);
    await sendPlace(phone);
    const row = rows(inbox, number);
    await row.getByText('写真あり').waitFor({ state: 'attached' });
    await row.getByText('場所あり').waitFor({ state: 'attached' });
    await openMatter(inbox, number);
    await inbox.getByRole('heading', { name: '道路の穴・傷み' }).waitFor();
    await inbox.getByRole('button', { name: /道路河川課.*担当課を変える/ }).waitFor();
    await thread(inbox).getByText(hole).waitFor();
    const photo = thread(inbox).getByRole('img', { name: /住民が送った写真/ });
    await photo.waitFor();
    await expect
      .poll(() => photo.evaluate((image) => Number(Reflect.get(image, 'naturalWidth'))))
      .toBeGreaterThan(0);
    await thread(inbox).getByText('福岡県久留米市城南町15-3').waitFor();
    const details = inbox.getByRole('complementary', { name: '案件の詳細' });
    await details.getByText(/確かさは(高い|中くらい)（\d+%）/).waitFor();
    await details.getByRole('listitem').filter({ hasText: '道路' }).first().waitFor();

    await stayAfterSending(inbox);
    await answer(inbox, '明日の午前中に担当の職員が見に行きます。');
    await talk(phone).getByText('明日の午前中に担当の職員が見に行きます。').waitFor();
    await message(inbox, '明日の午前中に担当の職員が見に行きます。')
      .getByText('LINE が受け付けました')
      .waitFor();
    expect(callsTo(line, 'push')).toMatchObject([
      {
        status: 200,
        retryKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
        body: { to: userId, messages: [{ type: 'text', text: '明日の午前中に担当の職員が見に行きます。' }] },
      },
    ]);
    expect(line.chat(userId).filter(({ author }) => author === 'city')).toHaveLength(4);
  },
);
