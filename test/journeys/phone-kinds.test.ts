import { expect } from 'vitest';
import { query } from '#test/support/query';
import { openMatter, patienceMs } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { attach, receiptNumber, sendPlace, takePhone, talk, write } from './on-the-phone.ts';

journey(
  'whatever a resident’s telephone can send comes to the matter as what it is',
  async ({ browser, database, town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('原 サトシ（いろいろ）');
    const phone = await takePhone(browser, line, '原 サトシ（いろいろ）', 390);
    await write(phone, '家の前の側溝が詰まって水があふれています');
    const number = await receiptNumber(line, userId);
    await attach(phone, '写真3枚');
    await attach(phone, '動画');
    await attach(phone, '音声');
    await attach(phone, 'PDF');
    await sendPlace(phone);
    await attach(phone, 'スタンプ');
    await attach(phone, '絵文字');
    await talk(phone).getByRole('button', { name: 'このメッセージの操作' }).first().click();
    await phone.getByRole('button', { name: '引用して書く' }).click();
    await write(phone, 'この側溝の件です');

    const kinds = async () =>
      (
        await query(
          database.url,
          `select g.kind, a.state, a.mime, g.quotes_external_id is not null as quotes
            from matter m join matter_message mm on mm.matter_id = m.id join message g on g.id = mm.message_id
              left join attachment a on a.message_id = g.id
            where m.number = $1 and g.author = 'resident' order by g.occurred_at, g.external_id`,
          [number],
        )
      ).map(({ kind, state, mime, quotes }) =>
        [kind, ...(state === null ? [] : [mime, state]), ...(quotes === true ? ['quotes'] : [])].join(' '),
      );
    await expect
      .poll(kinds, { timeout: patienceMs })
      .toEqual([
        'text',
        'image image/jpeg stored',
        'image image/jpeg stored',
        'image image/jpeg stored',
        'video video/mp4 stored',
        'audio audio/mp4 stored',
        'file application/pdf stored',
        'place',
        'sticker',
        'text',
        'text quotes',
      ]);
    await openMatter(inbox, number);
  },
);
