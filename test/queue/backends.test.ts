import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startProducer } from '#src/queue/producer';
import { TryAgainError } from '#src/queue/verdicts';
import { jobs } from '#src/queue/jobs';
import { eventToSort, mediumToFetch, profileToFetch, sendToDeliver, startDesk } from '#test/support/job-desk';
import { openTestQueue, type TestQueue } from '#test/support/queue-backend';

let queue: TestQueue;
beforeAll(async () => {
  queue = await openTestQueue();
});
afterAll(() => queue.close());

/** Of the jobs that name one row each. */
const { concurrency: atOnce } = jobs['media.fetch'];
const soon = { timeout: 15_000, interval: 20 };

const openProducer = () => {
  const producer = startProducer(queue.backend);
  onTestFinished(() => producer.close());
  return producer;
};
const openDesk: typeof startDesk = (backend, change) => {
  const desk = startDesk(backend, change);
  onTestFinished(() => desk.close(1_000));
  return desk;
};

test('two nudges for one row that both wait are one job', async () => {
  const producer = openProducer();
  const media = Array.from({ length: 60 }, mediumToFetch);
  const last = sendToDeliver();
  for (const again of [1, 2, 3]) {
    producer.nudge(...media.map(({ nudge }) => nudge), last.nudge);
    if (again === 3) await producer.close();
  }
  const desk = openDesk(queue.backend);
  await vi.waitFor(() => expect(desk.done).toHaveLength(61), soon);
  await desk.close(1_000);
  expect(new Set(desk.done).size).toBe(61);
  expect(desk.done).toHaveLength(61);
});

test('rows that become due together go in few jobs, each once, and are done side by side', async () => {
  const producer = openProducer();
  const { rowsPerJob } = jobs['message.sort'];
  const events = Array.from({ length: 2 * rowsPerJob }, eventToSort);
  producer.nudge(...events.map(({ nudge }) => nudge), ...events.map(({ nudge }) => nudge));
  const together = Promise.withResolvers<void>();
  const started: string[] = [];
  openDesk(queue.backend, {
    'message.sort': ({ inboundEventId }) => {
      started.push(inboundEventId);
      if (started.length === events.length) together.resolve();
      return together.promise;
    },
  });
  await together.promise;
  expect(started.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
});

test('of a job’s rows the one that wants to come again does, and the others do not', async () => {
  const producer = openProducer();
  const sends = Array.from({ length: 5 }, sendToDeliver);
  const [restless] = sends;
  const done: string[] = [];
  openDesk(queue.backend, {
    'message.deliver': ({ outboxId }) => {
      done.push(outboxId);
      const isAgain = outboxId === restless?.id && done.filter((id) => id === outboxId).length < 3;
      return isAgain ? Promise.reject(new TryAgainError(30)) : Promise.resolve();
    },
  });
  producer.nudge(...sends.map(({ nudge }) => nudge));
  await vi.waitFor(() => expect(done).toHaveLength(7), soon);
  expect(new Set(done).size).toBe(5);
});

test('a job that ended, well or badly, does not swallow the next nudge for the same row', async () => {
  const producer = openProducer();
  const { nudge } = eventToSort();
  const profile = profileToFetch();
  let failures = 0;
  const desk = openDesk(queue.backend, {
    'profile.fetch': () => {
      failures += 1;
      return Promise.reject(new TypeError('not for this one'));
    },
  });
  for (const times of [1, 2]) {
    await vi.waitFor(() => {
      producer.nudge(nudge, profile);
      expect(desk.done.length).toBeGreaterThanOrEqual(times);
      expect(failures).toBeGreaterThanOrEqual(times);
    }, soon);
  }
});

test('“again” brings the same job back after its time, more often than a crash is forgiven', async () => {
  const producer = openProducer();
  let times = 0;
  openDesk(queue.backend, {
    'message.deliver': () => {
      times += 1;
      return times < 12 ? Promise.reject(new TryAgainError(30)) : Promise.resolve();
    },
  });
  producer.nudge(sendToDeliver().nudge);
  await vi.waitFor(() => expect(times).toBe(12), soon);
});

test('two workers share the jobs and none is done by both', async () => {
  const producer = openProducer();
  const desks = [openDesk(queue.backend), openDesk(queue.backend)];
  const events = Array.from({ length: 200 }, eventToSort);
  producer.nudge(...events.map(({ nudge }) => nudge));
  const done = () => desks.flatMap((desk) => desk.done);
  await vi.waitFor(() => expect(done().length).toBeGreaterThanOrEqual(200), soon);
  expect(done().toSorted()).toEqual(events.map(({ id }) => id).toSorted());
});

test('a queue emptied while jobs wait and run takes new ones at once', async () => {
  const producer = openProducer();
  const held = Promise.withResolvers<void>();
  const started: string[] = [];
  const desk = openDesk(queue.backend, {
    'media.fetch': async ({ attachmentId }) => {
      started.push(attachmentId);
      await held.promise;
    },
  });
  const lost = Array.from({ length: 8 }, mediumToFetch);
  producer.nudge(...lost.map(({ nudge }) => nudge));
  await vi.waitFor(() => expect(started).toHaveLength(atOnce), soon);
  await queue.empty();
  held.resolve();
  const later = sendToDeliver();
  producer.nudge(later.nudge);
  await vi.waitFor(() => expect(desk.done).toEqual([later.id]), soon);
  // What the relay would do for the rows.
  producer.nudge(...lost.map(({ nudge }) => nudge));
  await vi.waitFor(() => expect(new Set(started).size).toBe(8), soon);
});

test('at the end a worker finishes what is in hand and leaves the rest to others', async () => {
  const producer = openProducer();
  const held = Promise.withResolvers<void>();
  const taken: string[] = [];
  const finished: string[] = [];
  const leaving = startDesk(queue.backend, {
    'media.fetch': async ({ attachmentId }) => {
      taken.push(attachmentId);
      await held.promise;
      finished.push(attachmentId);
    },
  });
  const events = Array.from({ length: atOnce + 3 }, mediumToFetch);
  producer.nudge(...events.map(({ nudge }) => nudge));
  await vi.waitFor(() => expect(taken).toHaveLength(atOnce), soon);
  const closed = leaving.close(10_000);
  held.resolve();
  await closed;
  expect(finished).toEqual(taken);
  const staying = openDesk(queue.backend);
  await vi.waitFor(() => expect(staying.done).toHaveLength(3), soon);
  expect([...finished, ...staying.done].toSorted()).toEqual(events.map(({ id }) => id).toSorted());
});
