import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { redisServerLack } from '#test/support/redis';
import { startLoad } from './load.ts';
import type { Measured, Part, Queue } from './part.ts';
import { acknowledgement } from './parts/acknowledgement.ts';
import { answers } from './parts/answers.ts';
import { ceiling } from './parts/ceiling.ts';
import { largeInbox } from './parts/large-inbox.ts';
import { live } from './parts/live.ts';
import { pipeline } from './parts/pipeline.ts';
import { readiness } from './parts/readiness.ts';
import { steady } from './parts/steady.ts';
import { sustained } from './parts/sustained.ts';
import { visible } from './parts/visible.ts';
import { printTable } from './table.ts';

/**
 * Measures the real programs against the aims of a small city's machine. It talks to this machine alone and ends by itself;
 * the README beside it says what each part is.
 */
const parts: Readonly<Record<string, Part>> = {
  ready: readiness,
  ack: acknowledgement,
  ceiling,
  pipeline,
  sustained,
  answers,
  visible,
  live,
  inbox: largeInbox,
  steady,
};

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '10' },
    matters: { type: 'string', default: '200000' },
    only: { type: 'string', default: Object.keys(parts).join(',') },
    queue: { type: 'string', default: 'PostgreSQL,Redis' },
  },
});

const tell = (message: string): void => void process.stderr.write(`${message}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const wanted = values.only.split(',');
const unknown = wanted.filter((name) => parts[name] === undefined);
if (unknown.length > 0) {
  tell(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

const lack = redisServerLack();
if (lack !== null) tell(`Redis is not measured. ${lack}`);
const queues = (['PostgreSQL', 'Redis'] as const satisfies readonly Queue[]).filter(
  (queue) => values.queue.split(',').includes(queue) && (queue === 'PostgreSQL' || lack === null),
);

const load = await startLoad();
tell(`load of this machine at the start: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`);
const bench = {
  seconds: Number(values.seconds),
  minutes: Number(values.minutes),
  matters: Number(values.matters),
  queues,
  load,
  tell,
};
const measured: Record<string, Measured> = {};
try {
  for (const [name, part] of Object.entries(parts)) {
    if (!wanted.includes(name)) continue;
    tell(name);
    measured[name] = await part(bench);
    await load.forget();
    // What a run that is broken off has measured is not lost.
    for (const { what, measured: figure } of measured[name].rows) tell(`  ${what}: ${figure}`);
  }
} finally {
  await load.end();
}
printTable(Object.values(measured).flatMap(({ rows }) => rows));
const figures = Object.fromEntries(Object.entries(measured).map(([name, one]) => [name, one.figures]));
console.log(JSON.stringify({ seconds: bench.seconds, ...figures }));
