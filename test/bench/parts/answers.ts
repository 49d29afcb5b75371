import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { matterList, type MatterRow } from '#src/http/contract/matters';
import { drain } from '#test/bench/backlog';
import { inCity } from '#test/bench/city';
import { spreadOf } from '#test/bench/figures';
import { onEachQueue, type Bench, type Measured, type Queue } from '#test/bench/part';
import { logIn, type Session } from '#test/bench/session';
import { startWarm, webhooksOf } from '#test/bench/warm';

const messagesPerSecond = 100;
const answersPerSecond = 5;
const mostSeconds = 30;

/** From when staff were to press "send" until LINE took the answer, while residents write. */
export const answers = (bench: Bench): Promise<Measured> =>
  onEachQueue(bench, (queue) => whileResidentsWrite(bench, queue));

const whileResidentsWrite = (bench: Bench, queue: Queue): Promise<Measured> =>
  inCity(bench, queue, async (city) => {
    const { load } = bench;
    const program = await startWarm(bench, city);
    const session = await logIn(program);
    const seconds = Math.min(bench.seconds, mostSeconds);
    const matters = await answerable(session, answersPerSecond * seconds);
    const dueAtMs = new Map<string, number>();
    let refused = 0;
    const answerAll = async (firstAtMs: number): Promise<void> => {
      const posted = matters.map(async (matter, index) => {
        const due = firstAtMs + (index * 1_000) / answersPerSecond;
        await pause(Math.max(0, due - Date.now()));
        const mark = `@${index + 1}`;
        dueAtMs.set(mark, due);
        if (!(await answer(session, matter, mark))) refused += 1;
      });
      await Promise.all(posted);
    };
    await load.openLoop(webhooksOf(program), {
      perSecond: messagesPerSecond,
      seconds,
      onWritten: answerAll,
    });
    await drain(city.databaseUrl);
    const taken = new Map((await load.taken()).map(({ mark, atMs }) => [mark, atMs]));
    const latencyMs = spreadOf(
      [...dueAtMs].flatMap(([mark, due]) => {
        const atMs = taken.get(mark);
        return atMs === undefined ? [] : [atMs - due];
      }),
    );
    const lost = [...dueAtMs.keys()].filter((mark) => !taken.has(mark)).length;
    return {
      figures: { messagesPerSecond, answers: matters.length, refused, lost, latencyMs },
      rows: [
        {
          what: `staff answer to taken by LINE, ${messagesPerSecond} messages/s coming in`,
          measured: `p50 ${latencyMs.p50}, p95 ${latencyMs.p95} ms; ${lost} of ${matters.length} not taken`,
          aim: 'p95 <= 300 ms',
          isReached: latencyMs.p95 <= 300 && lost === 0,
        },
      ],
    };
  });

/** Matters of the warming up that a department has. */
const answerable = async ({ base, cookie }: Session, count: number): Promise<readonly MatterRow[]> => {
  const found: MatterRow[] = [];
  let cursor: string | null = '';
  while (cursor !== null && found.length < count) {
    const page = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const response = await fetch(
      `${base}/api/matters?view=department&state=new&order=newest&limit=100${page}`,
      {
        headers: { cookie },
      },
    );
    const list = matterList.parse(await response.json());
    found.push(...list.rows);
    cursor = list.nextCursor;
  }
  if (found.length === 0) throw new Error('there is no matter to answer');
  return found.slice(0, count);
};

const answer = async (
  { base, cookie, csrfToken }: Session,
  { id, revision }: MatterRow,
  mark: string,
): Promise<boolean> => {
  const response = await fetch(`${base}/api/matters/${id}/replies`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: randomUUID(),
      text: `担当の者が見に行きます。 ${mark}`,
      revision,
      overStale: true,
    }),
  });
  await response.arrayBuffer();
  return response.status === 201;
};
