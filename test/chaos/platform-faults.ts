import { setTimeout as pause } from 'node:timers/promises';
import type { ApiFault } from '#test/emulators/line/contract';
import type { LineEmulator } from '#test/emulators/line/server';
import type { Random } from './random.ts';

/** About every fifth call of each kind meets a fault, however quick or slow the city is. */
export const startPlatformFaults = (line: LineEmulator, random: Random): { end(): Promise<void> } => {
  let isOver = false;
  const fail = async (endpoint: 'push' | 'reply'): Promise<void> => {
    let planned = 0;
    let deck: ApiFault[] = [];
    while (!isOver) {
      await pause(20);
      if (planned * callsPerFault >= callsTo(line, endpoint)) continue;
      if (deck.length === 0) deck = random.shuffled(kinds(random));
      const fault = deck.pop();
      if (fault !== undefined) line.faults.plan(fault, { endpoint });
      planned += 1;
    }
  };
  const failing = Promise.all([fail('push'), fail('reply')]);
  return {
    end: async () => {
      isOver = true;
      await failing;
      line.faults.clear();
    },
  };
};

const callsPerFault = 5;

const kinds = (random: Random): readonly ApiFault[] => [
  { kind: 'rate-limited' },
  { kind: 'server-error' },
  { kind: 'drop-after-accepting' },
  { kind: 'half-a-body' },
  { kind: 'answer-late', delayMs: random.between(200, 3_000) },
];

const callsTo = (line: LineEmulator, endpoint: 'push' | 'reply'): number =>
  apiCalls(line).filter((call) => call.endpoint === endpoint).length;

const apiCalls = (line: LineEmulator) =>
  line.journal().flatMap((entry) => (entry.kind === 'api' && isSending.has(entry.endpoint) ? [entry] : []));

const isSending: ReadonlySet<string> = new Set(['push', 'reply']);

/** What calls of the city met; and the refusals of a known key, which follow from that by themselves. */
export const faultsMet = (line: LineEmulator): Readonly<Record<string, number>> => {
  const names = apiCalls(line).flatMap(({ fault, status }) => {
    if (fault !== null) return [`LINE: ${fault}`];
    return status === 409 ? ['LINE: key used already'] : [];
  });
  const counted = [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const);
  return Object.fromEntries(counted);
};
