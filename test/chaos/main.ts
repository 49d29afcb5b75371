import { parseArgs } from 'node:util';
import { z } from 'zod';
import { redisServerLack } from '#test/support/redis';
import { backends, openCity, type Backend, type City } from './city.ts';
import { isClean, runStorm } from './run.ts';
import { headLines, jsonOf, rowOf } from './table.ts';

/** `npm run chaos`: everything breaks while residents write and staff answer, and then the books are compared. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    'first-seed': { type: 'string', default: '1' },
    messages: { type: 'string', default: '2000' },
    'per-second': { type: 'string', default: '60' },
    backend: { type: 'string', default: 'both' },
    markdown: { type: 'boolean', default: false },
  },
});
const wanted = z
  .object({
    seeds: z.coerce.number().int().min(1).max(1_000),
    'first-seed': z.coerce.number().int().min(0),
    messages: z.coerce.number().int().min(10).max(100_000),
    'per-second': z.coerce.number().int().min(1).max(2_000),
    backend: z.enum([...backends, 'both']),
    markdown: z.boolean(),
  })
  .parse(values);

const found = (backend: Backend): boolean => {
  const lack = backend === 'redis' ? redisServerLack() : null;
  if (lack !== null) console.error(`Without Redis: ${lack}`);
  return lack === null;
};

const messagesPerRound = 500;

/** What only begins to stand is torn down when it does: half-built, nobody would know its parts. */
let opening: Promise<City> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    const closing = opening?.then((city) => city.close());
    void Promise.resolve(closing).finally(() => process.exit(130));
  });
}

let areAllClean = true;
for (const line of headLines(wanted.markdown)) console.log(line);
for (const backend of backends.filter((one) => wanted.backend === 'both' || wanted.backend === one)) {
  if (!found(backend)) continue;
  for (let seed = wanted['first-seed']; seed < wanted['first-seed'] + wanted.seeds; seed += 1) {
    opening = openCity(backend);
    const city = await opening;
    try {
      const outcome = await runStorm(city, {
        seed,
        messages: wanted.messages,
        perSecond: wanted['per-second'],
        rounds: Math.max(1, Math.round(wanted.messages / messagesPerRound)),
        pauseMs: [500, 3_000],
      });
      areAllClean &&= isClean(outcome);
      console.log(rowOf(wanted.markdown, backend, outcome));
      console.error(jsonOf(backend, outcome));
    } finally {
      await city.close();
    }
  }
}
process.exit(areAllClean ? 0 : 1);
