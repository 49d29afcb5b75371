import { setTimeout as pause } from 'node:timers/promises';
import type { webhook } from '@line/bot-sdk';
import type { WebhookOutcome } from '#test/emulators/line/contract';
import type { LineEmulator } from '#test/emulators/line/server';
import type { Random } from './random.ts';

/** Brings each body until the city says that it has it, as LINE does; and some of them again, as LINE does too. */
export interface Postman {
  take(body: readonly webhook.Event[]): void;
  /** Resolves when everything taken is delivered or given up. */
  finish(): Promise<void>;
  isAcknowledged(eventId: string): boolean;
  redeliveries(): number;
}

const mostTries = 200;
const longestPauseMs = 2_000;
const again = 3;

export const startPostman = (line: LineEmulator, random: Random): Postman => {
  const acknowledged = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let redeliveries = 0;

  const bring = async (body: readonly webhook.Event[]): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (tries > 0) redeliveries += 1;
      if (isTaken(await line.webhooks.post(body, tries > 0))) {
        for (const { webhookEventId } of body) acknowledged.add(webhookEventId);
        return;
      }
      await pause(Math.min(200 * 2 ** tries, longestPauseMs));
    }
  };
  const bringAgain = async (body: readonly webhook.Event[]): Promise<void> => {
    redeliveries += 1;
    await line.webhooks.post(body, true);
  };
  const deliver = async (
    body: readonly webhook.Event[],
    isRepeated: boolean,
    lagMs: number,
  ): Promise<void> => {
    await bring(body);
    if (!isRepeated) return;
    await pause(lagMs);
    await Promise.all(Array.from({ length: again }, () => bringAgain(body)));
  };
  return {
    take: (body) => {
      const delivery = deliver(body, random.isLucky(0.2), random.between(0, 1_500));
      underWay.add(delivery);
      void delivery.finally(() => underWay.delete(delivery));
    },
    finish: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    isAcknowledged: (eventId) => acknowledged.has(eventId),
    redeliveries: () => redeliveries,
  };
};

const isTaken = (outcome: WebhookOutcome): boolean => outcome.kind === 'answered' && outcome.status === 200;
