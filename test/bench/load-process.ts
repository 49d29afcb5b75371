import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { serve } from './child.ts';
import { loadOrder, type Webhook } from './orders.ts';

/** The sender of webhooks, in a process of its own so that it takes no time from the one that is measured. */
const patienceMs = 10_000;
let pool: Pool | null = null;

serve(
  loadOrder,
  async (order) => {
    const { origin, pathname } = new URL(order.url);
    await pool?.close();
    const connections = order.kind === 'open-loop' ? 200 : order.connections;
    pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: patienceMs });
    const send = sender(pool, pathname);
    switch (order.kind) {
      case 'open-loop':
        return openLoop(send, order);
      case 'closed-loop':
        return closedLoop(send, order);
    }
  },
  async () => {
    await pool?.close();
  },
);

type Send = (webhook: Webhook) => Promise<boolean>;

const sender =
  (to: Pool, path: string): Send =>
  async ({ body, signature }) => {
    try {
      const headers = { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature };
      const response = await to.request({ method: 'POST', path, headers, body });
      await response.body.dump();
      return response.statusCode === 200;
    } catch {
      return false;
    }
  };

interface OpenLoop {
  readonly webhooks: readonly Webhook[];
  readonly firstAtMs: number;
  readonly everyMs: number;
}

/** An answer's time counts from when its request should have left, so that a late start is not forgiven. */
const openLoop = async (send: Send, { webhooks, firstAtMs, everyMs }: OpenLoop) => {
  const latenciesMs: number[] = [];
  let errors = 0;
  const answers: Promise<void>[] = [];
  for (const [index, webhook] of webhooks.entries()) {
    const dueMs = firstAtMs + index * everyMs;
    while (nowMs() < dueMs) await pause(Math.max(1, Math.floor(dueMs - nowMs())));
    answers.push(
      send(webhook).then((isAccepted) => {
        if (isAccepted) latenciesMs.push(nowMs() - dueMs);
        else errors += 1;
      }),
    );
  }
  await Promise.all(answers);
  return { latenciesMs, errors };
};

interface ClosedLoop {
  readonly webhooks: readonly Webhook[];
  readonly connections: number;
  readonly mostMs: number;
}

const closedLoop = async (send: Send, { webhooks, connections, mostMs }: ClosedLoop) => {
  const startedMs = nowMs();
  let next = 0;
  let answered = 0;
  let errors = 0;
  const run = async (): Promise<void> => {
    for (;;) {
      const webhook = webhooks[next];
      next += 1;
      if (webhook === undefined || nowMs() - startedMs >= mostMs) return;
      if (await send(webhook)) answered += 1;
      else errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, run));
  return { answered, errors, tookMs: nowMs() - startedMs };
};

const nowMs = (): number => performance.timeOrigin + performance.now();
