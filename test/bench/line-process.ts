import { z } from 'zod';
import { loadCity } from '#config/city';
import { startLineEmulator } from '#test/emulators/line/server';
import { lineKeys, type Webhook } from './orders.ts';
import { lineOrder } from './orders.ts';
import { serve } from './child.ts';

/**
 * LINE in a process of its own. What residents write is written down beforehand, signed, and dated with the moment at
 * which it is to be sent, so that the emulator honours its reply tokens.
 */
let now: () => number = Date.now;
const emulator = await startLineEmulator({ ...lineKeys, webhookUrl: null, now: () => now() });
const sentences = loadCity('config/city').categories.flatMap(({ examples }) => examples);
let serial = 0;
let people: string[] = [];

serve(
  lineOrder,
  async (order) => {
    switch (order.kind) {
      case 'where':
        return { url: emulator.url };
      case 'write': {
        people = Array.from(
          { length: order.residents },
          () => emulator.addResident(`resident ${(serial += 1)}`).userId,
        );
        return write(order.count, order.firstAtMs, order.everyMs);
      }
    }
  },
  () => emulator.close(),
);

const write = async (count: number, firstAtMs: number, everyMs: number): Promise<readonly Webhook[]> => {
  const from = emulator.journal().length;
  const marks: string[] = [];
  for (let index = 0; index < count; index += 1) {
    now = () => Math.round(firstAtMs + index * everyMs);
    serial += 1;
    const mark = `#${serial}`;
    marks.push(mark);
    const sentence = sentences[serial % sentences.length] ?? '';
    await emulator.sendText(people[index % people.length] ?? '', `${sentence} ${mark}`);
  }
  now = Date.now;
  const written = emulator.journal().slice(from);
  return written.flatMap((entry, index) =>
    entry.kind === 'webhook'
      ? [{ body: entry.body, signature: entry.signature, mark: z.string().parse(marks[index]) }]
      : [],
  );
};
