import { setTimeout as pause } from 'node:timers/promises';
import { inCity } from '#test/bench/city';
import { spreadOf } from '#test/bench/figures';
import { openInbox } from '#test/bench/inbox';
import { onEachQueue, type Bench, type Measured, type Queue } from '#test/bench/part';
import { logIn } from '#test/bench/session';
import { startWarm, webhooksOf } from '#test/bench/warm';

const perSecond = 50;
const mostSeconds = 30;
/** What was not seen this long after the last was sent is counted as never seen. */
const patienceMs = 10_000;

/**
 * From when a webhook was to leave until an open inbox, which asks for its list anew as the page does, holds a row with its
 * words. Everybody writes once: of two messages in one row only the last is seen.
 */
export const visible = (bench: Bench): Promise<Measured> =>
  onEachQueue(bench, (queue) => beforeAnInbox(bench, queue));

const beforeAnInbox = (bench: Bench, queue: Queue): Promise<Measured> =>
  inCity(bench, queue, async (city) => {
    const program = await startWarm(bench, city);
    const inbox = await openInbox(await logIn(program));
    const { sent, dueAtMs } = await bench.load.openLoop(webhooksOf(program), {
      perSecond,
      seconds: Math.min(bench.seconds, mostSeconds),
      messagesPerResident: 1,
    });
    const untilMs = performance.now() + patienceMs;
    // The first look also finds rows of the warming up; only ours count.
    const isComplete = (): boolean => [...dueAtMs.keys()].every((mark) => inbox.seenAtMs.has(mark));
    while (!isComplete() && performance.now() < untilMs) await pause(50);
    inbox.close();
    const latencyMs = spreadOf(
      [...inbox.seenAtMs].flatMap(([mark, seenAtMs]) => {
        const due = dueAtMs.get(mark);
        return due === undefined ? [] : [seenAtMs - due];
      }),
    );
    const neverSeen = [...dueAtMs.keys()].filter((mark) => !inbox.seenAtMs.has(mark)).length;
    return {
      figures: { perSecond, sent, neverSeen, latencyMs },
      rows: [
        {
          what: `webhook to a row in an open inbox, ${perSecond}/s`,
          measured: `p50 ${latencyMs.p50}, p95 ${latencyMs.p95} ms; ${neverSeen} of ${sent} never seen`,
          aim: 'p95 <= 500 ms',
          isReached: latencyMs.p95 <= 500 && neverSeen === 0,
        },
      ],
    };
  });
