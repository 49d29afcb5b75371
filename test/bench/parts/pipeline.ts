import { drain } from '#test/bench/backlog';
import { inCity } from '#test/bench/city';
import { spreadOf } from '#test/bench/figures';
import { onEachQueue, withoutAim, type Bench, type Measured, type Queue } from '#test/bench/part';
import { inWords, perOne, processorOf, type Processor } from '#test/bench/processor';
import { startWarm, webhooksOf } from '#test/bench/warm';

const perSecond = 100;
const mostSeconds = 30;

/** From when a message was to leave until LINE took the receipt: it was kept, read, classified, routed and answered. */
export const pipeline = (bench: Bench): Promise<Measured> =>
  onEachQueue(bench, (queue) => underLoad(bench, queue));

const underLoad = (bench: Bench, queue: Queue): Promise<Measured> =>
  inCity(bench, queue, async (city) => {
    const { load } = bench;
    const program = await startWarm(bench, city);
    const seconds = Math.min(bench.seconds, mostSeconds);
    let before: Processor | null = null;
    const { sent, errors, dueAtMs } = await load.openLoop(webhooksOf(program), {
      perSecond,
      seconds,
      messagesPerResident: 1,
      onWritten: async () => {
        before = await processorOf(city, load, { program });
      },
    });
    await drain(city.databaseUrl);
    const processorMs = perOne(before, await processorOf(city, load, { program }), sent);
    const taken = await load.taken();
    const latenciesMs = taken.flatMap(({ mark, atMs }) => {
      const due = dueAtMs.get(mark ?? '');
      return due === undefined ? [] : [atMs - due];
    });
    const latencyMs = spreadOf(latenciesMs);
    const unanswered = sent - new Set(taken.map(({ mark }) => mark)).size;
    const pushes = taken.filter(({ route }) => route === 'push').length;
    const { p50, p95, p99 } = latencyMs;
    const hasAim = queue === 'PostgreSQL';
    return {
      figures: { perSecond, sent, errors, unanswered, pushes, latencyMs, processorMs },
      rows: [
        {
          what: `message to its receipt taken by LINE, at ${perSecond}/s`,
          measured: `p50 ${p50}, p95 ${p95}, p99 ${p99} ms; ${unanswered} of ${sent} unanswered, ${pushes} pushed`,
          aim: hasAim ? 'p95 <= 300 ms' : '',
          isReached: hasAim ? p95 <= 300 && unanswered === 0 && errors === 0 : null,
        },
        withoutAim('processor time for one of those messages, in ms', inWords(processorMs)),
      ],
    };
  });
