import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { logInto, type Clerk } from '#test/support/clerk';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';
import { openTown, saidTo, type Town } from '#test/support/town';

const texts = [
  '家の前の道路に大きな穴が開いていて危ないです',
  '公園の街灯が消えています',
  'ごみの収集日を教えてください',
  '保育園の申込みはいつからですか',
];

/** When the plug is pulled, seen from LINE. */
const moments = {
  'webhooks are being acknowledged': ({ line }: Town) =>
    line.journal().filter((entry) => entry.kind === 'webhook' && entry.outcome?.kind === 'answered').length,
  'a receipt goes out': ({ line }: Town) =>
    line.journal().filter((entry) => entry.kind === 'api' && entry.endpoint === 'reply').length,
  'an answer of staff goes out': ({ line }: Town) =>
    line.journal().filter((entry) => entry.kind === 'api' && entry.endpoint === 'push').length,
} as const;

test(
  'killed with −9 again and again, the city loses no message and answers none twice',
  { timeout: 180_000 },
  async () => {
    const dataDir = await makeDataFolder();
    onTestFinished(() => removeDataFolder(dataDir));
    const town = await openTown({ DATA_DIR: dataDir });
    onTestFinished(() => town.close());
    const { line } = town;
    line.webhooks.set({ redelivers: true, redeliverAfterMs: 1_000, redeliverTimes: 60 });
    const clerk = await logInto(town);
    const answers = new Map<string, Answer>();
    const eventIds: string[] = [];

    for (const [moment, countOf] of Object.entries(moments)) {
      const before = countOf(town);
      const writing = Array.from({ length: 8 }, async (_, index) => {
        const { userId } = line.addResident(`${moment} ${index}`);
        eventIds.push((await line.sendText(userId, texts[index % texts.length] ?? '')).webhookEventId);
      });
      const answering = answerAll(clerk, moment, answers);
      await line.waitFor(() => countOf(town) >= before + 2, 20_000);
      expect(await town.kodama.end('SIGKILL')).toBe('SIGKILL');
      await Promise.all([...writing, answering]);
      await town.restart();
      await answerAll(clerk, moment, answers);
    }

    await vi.waitFor(
      async () => {
        const matters = await clerk.matters();
        expect(matters).toHaveLength(24);
        for (const { id } of matters) {
          const { thread } = await clerk.detail(id);
          const open = thread.filter(
            (item) => item.kind === 'message' && item.delivery !== null && item.delivery.state !== 'accepted',
          );
          expect(open).toEqual([]);
        }
      },
      { timeout: 60_000, interval: 1_500 },
    );
    expect(await town.kodama.end()).toBe(0);

    const database = await startEmbeddedPostgres({ dataDir, log: silentLog });
    try {
      const kept = await query(
        database.url,
        `select e.event_id, count(distinct m.id)::int messages, count(mm.matter_id)::int matters
           from inbound_event e
           left join message m on m.channel = e.channel and m.external_id = e.message_external_id
           left join matter_message mm on mm.message_id = m.id
          where e.kind = 'message' and e.state = 'done' group by 1`,
      );
      expect(new Set(kept.map((row) => row['event_id']))).toEqual(new Set(eventIds));
      expect(kept).toHaveLength(eventIds.length);
      for (const row of kept) expect(row).toMatchObject({ messages: 1, matters: 1 });

      const sent = await query(
        database.url,
        `select t.address, array_agg(m.content ->> 'text' order by o.created_at, om.position) texts
           from outbox o join thread t on t.id = o.thread_id join outbox_message om on om.outbox_id = o.id
           join message m on m.id = om.message_id group by 1`,
      );
      expect(sent).toHaveLength(24);
      for (const row of sent) expect(saidTo(line, String(row['address']))).toEqual(row['texts']);
      const seen = line.residents().flatMap(({ userId }) => saidTo(line, userId));
      expect(answers.size).toBeGreaterThan(0);
      for (const { text } of answers.values()) expect(seen.filter((one) => one === text)).toEqual([text]);
    } finally {
      await database.stop();
    }
  },
);

interface Answer {
  readonly messageId: string;
  readonly text: string;
}

/** Answers each matter once: what was cut off is posted again under its own id, as the inbox does. */
const answerAll = async (clerk: Clerk, moment: string, answers: Map<string, Answer>): Promise<void> => {
  try {
    for (const { id } of await clerk.matters()) {
      const messageId = randomUUID();
      const answer = answers.get(id) ?? { messageId, text: `${moment}：担当が確認します（${messageId}）` };
      answers.set(id, answer);
      await clerk.reply(id, answer.text, answer.messageId);
    }
  } catch (error) {
    // The program was killed meanwhile.
    if (!(error instanceof TypeError)) throw error;
  }
};
