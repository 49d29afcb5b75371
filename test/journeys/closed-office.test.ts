import { expect } from 'vitest';
import { cityWithHours } from './city-folder.ts';
import { inTown, journey } from './journey.ts';
import { receiptNumber, takePhone, talk, write } from './on-the-phone.ts';

/** Open on one day of the week only, which is neither today nor tomorrow wherever midnight falls. */
const openDay = '日月火水木金土'.charAt((new Date().getUTCDay() + 4) % 7);

inTown.override('cityDir', { scope: 'file' }, async ({}, { onCleanup }) => {
  const folder = await cityWithHours({ weekdays: [openDay], opens: '08:30', closes: '17:15' });
  onCleanup(() => folder.remove());
  return folder.path;
});

journey(
  'outside opening hours the receipt says when the office opens next',
  async ({ browser, town: { line } }) => {
    const { userId } = line.addResident('夜の人');
    const phone = await takePhone(browser, line, '夜の人');
    await write(phone, 'アスファルトがひび割れて車がガタガタ揺れます');
    const receipt = talk(phone).getByText('道路の傷みについて受け付けました。');
    await receipt.waitFor();
    const words = await receipt.textContent();
    expect(words).toContain(`受付番号　${await receiptNumber(line, userId)}`);
    expect(words).toMatch(
      new RegExp(`今は窓口の時間外です。\\d+月\\d+日（${openDay}）午前8時30分から順に見ます。`),
    );
  },
);
