import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { MatterDetail } from '#src/http/contract/matters';
import type { Clerk } from '#test/support/clerk';
import type { Answer } from './books.ts';
import { answerMark, marksIn } from './marks.ts';
import type { Random } from './random.ts';

export interface Staff {
  /** Resolves when so many answers were taken, or nobody is to write any more. */
  readonly done: Promise<void>;
  answers(): readonly Answer[];
}

export interface Answering {
  readonly clerk: Clerk;
  readonly random: Random;
  readonly most: number;
  /** Whose words carry this mark. */
  whoSaid(mark: string): string | null;
  isOver(): boolean;
}

const mostTries = 300;

/** Answers matters as an inbox does: what was cut off is posted again under its own id. */
export const startStaff = ({ clerk, random, most, whoSaid, isOver }: Answering): Staff => {
  const answers: Answer[] = [];

  const answerOne = async (): Promise<void> => {
    const matters = await clerk.matters();
    const [first, ...others] = matters;
    if (first === undefined) return;
    const { id } = random.pick([first, ...others]);
    const resident = whoseIs(await clerk.detail(id), whoSaid);
    if (resident === null) return;
    const mark = answerMark(answers.length);
    const index = answers.push({ mark, resident, isAcknowledged: false }) - 1;
    const isAcknowledged = await postUntilTaken(clerk, id, `お返事します（${mark}）`);
    answers[index] = { mark, resident, isAcknowledged };
  };

  const work = async (): Promise<void> => {
    while (answers.length < most && !isOver()) {
      // The city may be away just now: whoever reads a page loads it again.
      await answerOne().catch(() => pause(200));
      await pause(random.between(5, 60));
    }
  };
  return { done: work(), answers: () => answers };
};

/** By the words that the writer of the answer sees. */
const whoseIs = ({ thread }: MatterDetail, whoSaid: Answering['whoSaid']): string | null => {
  const texts = thread.flatMap((item) =>
    item.kind === 'message' && item.from === 'resident' && item.content.kind === 'text'
      ? [item.content.text]
      : [],
  );
  const [mark] = texts.flatMap(marksIn);
  return mark === undefined ? null : whoSaid(mark);
};

const postUntilTaken = async (clerk: Clerk, matterId: string, text: string): Promise<boolean> => {
  const id = randomUUID();
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      const { revision } = await clerk.detail(matterId);
      const status = await clerk.send('POST', `/api/matters/${matterId}/replies`, { id, text, revision });
      if (status === 201) return true;
      if (status === 409) continue;
    } catch {
      // Cut off: whether it was taken is not known, and the same id says so.
    }
    await pause(200);
  }
  return false;
};
