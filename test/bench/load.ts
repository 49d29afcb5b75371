import { z } from 'zod';
import { startChild, type Child } from './child.ts';
import { round, spreadOf, type Spread } from './figures.ts';
import { address, closedLoopResult, openLoopResult, webhook, type Webhook } from './orders.ts';

/** Residents and their senders: two processes beside the one that is measured. */
export interface Load {
  readonly lineUrl: string;
  openLoop(
    url: string,
    perSecond: number,
    seconds: number,
    messagesPerResident?: number,
  ): Promise<OpenLoopFigures>;
  /** Answered requests a second. */
  closedLoop(url: string, count: number, mostSeconds: number): Promise<number>;
  end(): Promise<void>;
}

export interface OpenLoopFigures {
  readonly sent: number;
  readonly errors: number;
  readonly latencyMs: Spread;
  /** When the one with this mark was to leave. */
  readonly dueAtMs: ReadonlyMap<string, number>;
}

/** Each resident writes three times, unless it is said otherwise. */
const usualMessages = 3;
const connections = 64;
/** Until the sender has them all in hand. */
const headStartMs = 2_000;

export const startLoad = async (): Promise<Load> => {
  const line = startChild('line-process.ts');
  const sender = startChild('load-process.ts');
  const { url: lineUrl } = await line.ask({ kind: 'where' }, address);
  return {
    lineUrl,
    openLoop: async (url, perSecond, seconds, messagesPerResident = usualMessages) => {
      const everyMs = 1_000 / perSecond;
      const count = perSecond * seconds;
      const firstAtMs = Date.now() + headStartMs;
      const webhooks = await write(line, count, firstAtMs, everyMs, messagesPerResident);
      const order = { kind: 'open-loop', url: `${url}/webhooks/line`, webhooks, firstAtMs, everyMs };
      const { latenciesMs, errors } = await sender.ask(order, openLoopResult);
      const dueAtMs = new Map(webhooks.map(({ mark }, index) => [mark, firstAtMs + index * everyMs]));
      return { sent: count, errors, latencyMs: spreadOf(latenciesMs), dueAtMs };
    },
    closedLoop: async (url, count, mostSeconds) => {
      const webhooks = await write(line, count, Date.now(), 0, usualMessages);
      const order = { kind: 'closed-loop', url, webhooks, connections, mostMs: mostSeconds * 1_000 };
      const { answered, errors, tookMs } = await sender.ask(order, closedLoopResult);
      if (errors > 0) throw new Error(`${errors} of ${answered + errors} requests failed at full rate`);
      return round((answered / tookMs) * 1_000, 0);
    },
    end: async () => {
      await sender.end();
      await line.end();
    },
  };
};

const write = async (
  line: Child,
  count: number,
  firstAtMs: number,
  everyMs: number,
  messagesPerResident: number,
): Promise<readonly Webhook[]> => {
  const residents = Math.ceil(count / messagesPerResident);
  return line.ask({ kind: 'write', count, residents, firstAtMs, everyMs }, z.array(webhook));
};
