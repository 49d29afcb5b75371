import { z } from 'zod';
import { drain } from '#test/bench/backlog';
import { inCity, type City } from '#test/bench/city';
import { round } from '#test/bench/figures';
import { withoutAim, type Bench, type Measured, type Queue, type Row } from '#test/bench/part';
import { inWords, perOne, processorOf, type Processor } from '#test/bench/processor';
import { webhooksOf } from '#test/bench/warm';
import { query } from '#test/support/query';

/** What one minute of reply tokens lets a slow machine answer: beyond it receipts become pushes. */
const mostMessages = 6_000;
const messagesPerSecond = 100;
const aims: Readonly<Record<Queue, number>> = { PostgreSQL: 200, Redis: 400 };

/** How much workers do that always have more to do: a backlog is laid while none runs, and then they start. */
export const sustained = async (bench: Bench): Promise<Measured> => {
  const rows: Row[] = [];
  const figures: Record<string, Sustained> = {};
  for (const queue of bench.queues) {
    bench.tell(`  with the queue in ${queue}`);
    const one = await withWorkers(bench, queue, 1);
    const two = await withWorkers(bench, queue, 2);
    rows.push(...rowsOf(queue, one, two));
    figures[`${queue}, one worker`] = one;
    figures[`${queue}, two workers`] = two;
  }
  const [first, second] = [figures['PostgreSQL, one worker'], figures['Redis, one worker']];
  if (first !== undefined && second !== undefined)
    rows.push(
      withoutAim(
        'Redis against PostgreSQL, one worker',
        `${round(second.perSecond / first.perSecond, 2)} times`,
      ),
    );
  return { rows, figures };
};

interface Sustained {
  readonly messages: number;
  readonly perSecond: number;
  /** Of the receipts, those that came too late for their reply token. */
  readonly pushed: number;
  readonly processorMs: Processor | null;
}

const withWorkers = (bench: Bench, queue: Queue, count: 1 | 2): Promise<Sustained> =>
  inCity(bench, queue, async (city) => {
    const { load, seconds } = bench;
    const web = await city.start('web');
    const messages = Math.min(mostMessages, messagesPerSecond * seconds);
    await load.closedLoop(webhooksOf(web), messages, 60);
    await load.taken();
    const workers = await Promise.all(Array.from({ length: count }, () => city.start('worker')));
    const programs = {
      web,
      ...Object.fromEntries(workers.map((worker, index) => [`worker ${index + 1}`, worker])),
    };
    const startedAt = new Date();
    const before = await processorOf(city, load, programs);
    await drain(city.databaseUrl);
    const after = await processorOf(city, load, programs);
    const taken = await load.taken();
    const since = await settledFrom(city, startedAt);
    return {
      messages,
      perSecond: round(since.messages / since.seconds, 1),
      pushed: taken.filter(({ route }) => route === 'push').length,
      processorMs: perOne(before, after, since.messages),
    };
  });

/**
 * Messages sorted a second from when every worker runs until the last receipt was taken. When all is over before that, from the
 * first one sorted.
 */
const settledFrom = async ({ databaseUrl }: City, startedAt: Date) =>
  settled.parse((await query(databaseUrl, settledSince, [startedAt]))[0]);

const settled = z.object({ messages: z.int(), seconds: z.number() });

const settledSince = `
  with span as (
    select case when max(handled_at) > $1 then greatest(min(handled_at), $1) else min(handled_at) end as first,
      greatest(max(handled_at), (select max(changed_at) from delivery)) as last
    from inbound_event)
  select (select count(*) from inbound_event where handled_at >= span.first)::int as messages,
    extract(epoch from span.last - span.first)::float as seconds
  from span`;

const rowsOf = (queue: Queue, one: Sustained, two: Sustained): readonly Row[] => [
  {
    what: `${queue}: sustained by one worker process`,
    measured: `${one.perSecond}/s (${one.messages} messages, ${one.pushed} receipts pushed)`,
    aim: `>= ${aims[queue]}/s`,
    isReached: one.perSecond >= aims[queue],
  },
  withoutAim(
    `${queue}: sustained by two`,
    `${two.perSecond}/s, ${round(two.perSecond / one.perSecond, 2)} times one`,
  ),
  withoutAim(`${queue}: processor time for one message, in ms`, inWords(one.processorMs)),
];
