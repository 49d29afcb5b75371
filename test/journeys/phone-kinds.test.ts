import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { query } from '#test/support/query';
import { message, openMatter, patienceMs, thread } from './at-the-desk.ts';
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
    // One after the other, as hands do: each is on its way before the next is chosen.
    const sent = async (what: string, shown: Locator) => {
      await attach(phone, what);
      await shown.waitFor();
    };
    await sent('写真3枚', talk(phone).getByText('3/3枚'));
    await sent('動画', talk(phone).locator('video'));
    await sent('音声', talk(phone).locator('audio'));
    await sent('PDF', talk(phone).getByRole('link', { name: /\.pdf/ }));
    await sendPlace(phone);
    await talk(phone).getByText('33.3193').waitFor();
    await sent('スタンプ', talk(phone).getByText('スタンプ', { exact: true }));
    await sent('絵文字', talk(phone).getByText('ありがとうございます'));
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
    const read = thread(inbox);
    const set = read.getByRole('article', { name: /写真3枚/ });
    await expect.poll(() => set.getByRole('img').count()).toBe(3);
    for (const kind of ['動画', '音声']) {
      const player = read.getByLabel(new RegExp(`住民が送った${kind}`));
      await player.waitFor();
      // The tests' browser holds its sounds and pictures back until something plays them.
      await player.evaluate((medium) => {
        Reflect.set(medium, 'muted', true);
        return Reflect.apply(Reflect.get(medium, 'play'), medium, []);
      });
      await expect
        .poll(() => player.evaluate((medium) => Number(Reflect.get(medium, 'currentTime'))))
        .toBeGreaterThan(0);
    }
    await read.getByRole('link', { name: 'sample-form.pdf' }).waitFor();
    await read.getByText('スタンプ', { exact: true }).waitFor();
    await message(inbox, 'この側溝の件です').getByText('家の前の側溝が詰まって').waitFor();
    // Nothing of it is fetched from LINE by the browser.
    const fetched = await inbox.evaluate<string[]>(
      'performance.getEntriesByType("resource").map(({ name }) => new URL(name).origin)',
    );
    expect(new Set(fetched)).toEqual(new Set([new URL(town.kodama.url).origin]));
  },
);
