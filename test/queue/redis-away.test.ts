import { expect, onTestFinished, test, vi } from 'vitest';
import { redisBackend } from '#src/queue/backend';
import { startProducer } from '#src/queue/producer';
import { eventToSort, startDesk } from '#test/support/job-desk';
import { redisServerLack, startRedis } from '#test/support/redis';

const lack = redisServerLack();
const soon = { timeout: 20_000, interval: 50 };

test.skipIf(lack !== null)(
  'a queue first used while Redis is away, and given up, takes what comes after its return',
  { timeout: 60_000 },
  async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.close());
    await redis.kill();
    const troubles: string[] = [];
    const backend = redisBackend(redis.url, ({ name }) => void troubles.push(name));
    const producer = startProducer(backend);
    onTestFinished(() => producer.close());
    const desk = startDesk(backend);
    onTestFinished(() => desk.close(1_000));
    producer.nudge(eventToSort().nudge);
    await vi.waitFor(() => expect(troubles).toContain('MaxRetriesPerRequestError'), soon);
    await redis.start();
    const { id, nudge } = eventToSort();
    await vi.waitFor(() => {
      producer.nudge(nudge);
      expect(desk.done).toContain(id);
    }, soon);
  },
);
