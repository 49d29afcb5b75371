import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'vitest';
import { openMatter, rows, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { callsTo, readFromCity, receiptNumber } from './on-the-phone.ts';

const ok = { kind: 'answered', status: 200 };

/** LINE's times are whole milliseconds, and only they tell the order. */
const laterMoment = async (): Promise<void> => {
  const before = Date.now();
  while (Date.now() === before) await nextTurn();
};

journey(
  'two residents in one webhook body are answered in their own threads about their own matters',
  async ({ town, inbox }) => {
    const { line } = town;
    const first = line.addResident('一人目の人').userId;
    const second = line.addResident('二人目の人').userId;
    line.webhooks.set({ holds: true });
    await line.sendText(first, 'カーブミラーが割れて見えません');
    await line.sendText(second, '住民票の写しはコンビニで取れますか');
    expect(await line.webhooks.release({ order: 'as-written', together: true })).toEqual([ok]);

    const firstNumber = await receiptNumber(line, first);
    const secondNumber = await receiptNumber(line, second);
    expect(readFromCity(line, first).join()).toContain('道路と川の課');
    expect(readFromCity(line, second).join()).toContain('住民票と戸籍の課');
    expect([readFromCity(line, first), readFromCity(line, second)]).toEqual([
      [expect.stringContaining(firstNumber)],
      [expect.stringContaining(secondNumber)],
    ]);
    await openMatter(inbox, firstNumber);
    await thread(inbox).getByText('カーブミラーが割れて見えません').waitFor();
    expect(await thread(inbox).getByText('住民票').count()).toBe(0);
    await openMatter(inbox, secondNumber);
    await thread(inbox).getByText('住民票の写しはコンビニで取れますか').waitFor();
    expect(await thread(inbox).getByText('カーブミラー').count()).toBe(0);
  },
);

journey(
  'webhooks that come twice, again, and in any order show each message once and in the order it was written',
  async ({ town, inbox }) => {
    const { line } = town;
    const { userId } = line.addResident('何度も届く人');
    const sentences = ['一', '二', '三', '四', '五'].map(
      (nth) => `${nth}つめの話、家の前の道路に大きな穴が開いていて危ないです`,
    );
    line.webhooks.set({ holds: true });
    const events: string[] = [];
    for (const sentence of sentences) {
      events.push((await line.sendText(userId, sentence)).webhookEventId);
      await laterMoment();
    }
    line.webhooks.set({ duplicates: true });
    await line.webhooks.release({ order: 'shuffled', together: false });
    line.webhooks.set({ duplicates: false });
    const number = await receiptNumber(line, userId);
    for (const event of events) expect(await line.webhooks.redeliver(event)).toEqual(ok);
    const { webhookEventId } = await line.sendText(userId, '最後の話、道路の穴のことで家にいます');
    expect(await line.webhooks.redeliver(webhookEventId)).toEqual(ok);

    await openMatter(inbox, number);
    const said = thread(inbox).getByRole('article', { name: '何度も届く人のメッセージ' });
    await said.filter({ hasText: '最後の話' }).waitFor();
    await expect
      .poll(async () => (await said.allInnerTexts()).map((text) => text.split('\n').at(-1)))
      .toEqual([...sentences, '最後の話、道路の穴のことで家にいます']);
    expect(await rows(inbox, '何度も届く人').count()).toBe(1);
    expect(readFromCity(line, userId)).toHaveLength(1);
    const tokens = callsTo(line, 'reply').map(({ body }) => JSON.stringify(body));
    expect(new Set(tokens).size).toBe(tokens.length);
  },
);
