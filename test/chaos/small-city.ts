import { z } from 'zod';
import { logInto } from '#test/support/clerk';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { openTown } from '#test/support/town';
import type { Answer, Said } from './books.ts';
import { compareBooks } from './compare.ts';
import { answerMark, messageMark } from './marks.ts';
import { readOurBook, type Ask } from './our-book.ts';
import { topics } from './plan.ts';
import { becomesQuiet } from './quiet.ts';
import type { Trouble } from './trouble.ts';
import { readWorldBook } from './world-book.ts';

/** One program that is well, and its books: ground for breaking guarantees one by one, each for residents of its own. */
export interface SmallCity {
  readonly ask: Ask;
  newcomer(): string;
  write(resident: string): Promise<Written>;
  takeBack(written: Written): Promise<void>;
  deliverAgain(written: Written): Promise<void>;
  /** Resolves with the answer's outbox id when it was sent. */
  answer(resident: string): Promise<string>;
  becomeQuiet(): Promise<void>;
  troubles(): Promise<readonly Trouble[]>;
  close(): Promise<void>;
}

interface Written extends Said {
  readonly eventId: string;
}

const [topic] = topics;
const idRow = z.object({ id: z.string() });

export const openSmallCity = async (): Promise<SmallCity> => {
  const database = await migratedDatabase();
  const town = await openTown({ DATABASE_URL: database.url, REDIS_URL: '' });
  const { line } = town;
  const clerk = await logInto(town);
  const ask: Ask = (text, values) => query(database.url, text, values);
  const said: Said[] = [];
  const answers: Answer[] = [];
  let newcomers = 0;
  const becomeQuiet = async (): Promise<void> => {
    if (!(await becomesQuiet(ask, 30_000))) throw new Error('something waits for ever');
  };
  return {
    ask,
    newcomer: () => line.addResident(`小さな町の人 ${newcomers++}`).userId,
    write: async (resident) => {
      const mark = messageMark(said.length);
      const { messageId, webhookEventId } = await line.sendText(resident, `${topic} ${mark}`);
      const at = line.chat(resident).at(-1)?.at ?? 0;
      const one = { messageId: messageId ?? '', resident, at, mark, topic, isAcknowledged: true };
      said.push({ ...one, isTakenBack: false });
      return { ...one, isTakenBack: false, eventId: webhookEventId };
    },
    takeBack: async ({ resident, messageId }) => {
      await line.unsend(resident, messageId);
      const index = said.findIndex((one) => one.messageId === messageId);
      said.splice(index, 1, ...said.slice(index, index + 1).map((one) => ({ ...one, isTakenBack: true })));
    },
    deliverAgain: async ({ eventId }) => void (await line.webhooks.redeliver(eventId)),
    answer: async (resident) => {
      const mark = answerMark(answers.length);
      const [matter] = await ask(
        'select m.id from matter m join thread t on t.id = m.thread_id where t.address = $1',
        [resident],
      );
      await clerk.reply(idRow.parse(matter).id, `お返事します（${mark}）`);
      answers.push({ mark, resident, isAcknowledged: true });
      await becomeQuiet();
      const [sent] = await ask(
        `select om.outbox_id id from outbox_message om join message g on g.id = om.message_id
          where g.content ->> 'text' like $1`,
        [`%${mark}%`],
      );
      return idRow.parse(sent).id;
    },
    becomeQuiet,
    troubles: async () => compareBooks(readWorldBook(line, said, answers), await readOurBook(ask)),
    close: async () => {
      await town.close();
      await database.drop();
    },
  };
};
