import { z } from 'zod';
import { startChild } from './child.ts';
import { round, spreadOf, type Spread } from './figures.ts';
import {
  address,
  closedLoopResult,
  openLoopResult,
  taken,
  webhook,
  type Taken,
  type Webhook,
} from './orders.ts';

/** Residents and their senders: two processes beside the ones that are measured. */
export interface Load {
  readonly lineUrl: string;
  readonly pids: { readonly emulator: number; readonly sender: number };
  /** Residents write to this city, so many a second, whatever it answers. */
  openLoop(url: string, pace: Pace): Promise<OpenLoopFigures>;
  /** As many as are answered. */
  closedLoop(
    url: string,
    count: number,
    mostSeconds: number,
  ): Promise<{ readonly answered: number; readonly perSecond: number }>;
  /** What LINE took from the city since this was last asked. */
  taken(): Promise<readonly Taken[]>;
  /** Between two measures, while no program is at work: what LINE remembers would be more and more. */
  forget(): Promise<void>;
  end(): Promise<void>;
}

export interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
  /** Three, unless it is said otherwise. */
  readonly messagesPerResident?: number;
  /** All is written down, and the first leaves then. */
  readonly onWritten?: (firstAtMs: number) => Promise<void>;
}

export interface OpenLoopFigures {
  readonly sent: number;
  readonly errors: number;
  readonly latencyMs: Spread;
  /** When the one with this mark was to leave. */
  readonly dueAtMs: ReadonlyMap<string, number>;
}

const usualMessages = 3;
const connections = 64;
/** Until the sender has them all in hand. */
const headStartMs = (count: number): number => 1_500 + count * 0.25;

export const startLoad = async (): Promise<Load> => {
  const line = startChild('line-process.ts');
  const sender = startChild('load-process.ts');
  const { url: lineUrl } = await line.ask({ kind: 'where' }, address);

  const write = (
    count: number,
    firstAtMs: number,
    everyMs: number,
    messagesPerResident: number,
  ): Promise<readonly Webhook[]> => {
    const residents = Math.ceil(count / messagesPerResident);
    return line.ask({ kind: 'write', count, residents, firstAtMs, everyMs }, z.array(webhook));
  };

  return {
    lineUrl,
    pids: { emulator: line.pid, sender: sender.pid },
    openLoop: async (
      url,
      { perSecond, seconds, messagesPerResident = usualMessages, onWritten = () => Promise.resolve() },
    ) => {
      const everyMs = 1_000 / perSecond;
      const count = Math.max(1, Math.round(perSecond * seconds));
      const firstAtMs = Date.now() + headStartMs(count);
      const webhooks = await write(count, firstAtMs, everyMs, messagesPerResident);
      const order = { kind: 'open-loop', url, webhooks, firstAtMs, everyMs };
      const [{ latenciesMs, errors }] = await Promise.all([
        sender.ask(order, openLoopResult),
        onWritten(firstAtMs),
      ]);
      const dueAtMs = new Map(webhooks.map(({ mark }, index) => [mark, firstAtMs + index * everyMs]));
      return { sent: count, errors, latencyMs: spreadOf(latenciesMs), dueAtMs };
    },
    closedLoop: async (url, count, mostSeconds) => {
      const webhooks = await write(count, Date.now(), 0, usualMessages);
      const order = { kind: 'closed-loop', url, webhooks, connections, mostMs: mostSeconds * 1_000 };
      const { answered, errors, tookMs } = await sender.ask(order, closedLoopResult);
      if (errors > 0) throw new Error(`${errors} of ${answered + errors} requests failed at full rate`);
      return { answered, perSecond: round((answered / tookMs) * 1_000, 0) };
    },
    taken: () => line.ask({ kind: 'taken' }, z.array(taken)),
    forget: async () => {
      await line.ask({ kind: 'forget' }, z.null());
    },
    end: async () => {
      await sender.end();
      await line.end();
    },
  };
};
