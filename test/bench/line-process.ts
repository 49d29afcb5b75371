import { z } from 'zod';
import { loadCity } from '#config/city';
import type { Entry } from '#test/emulators/line/contract';
import { startLineEmulator } from '#test/emulators/line/server';
import { serve } from './child.ts';
import { lineKeys, lineOrder, markIn, type Taken, type Webhook } from './orders.ts';

/**
 * LINE in a process of its own. What residents write is written down beforehand, signed, and dated with the moment at
 * which it is to be sent, so that the emulator honours its reply tokens.
 */
let now: () => number = Date.now;
const startEmulator = (port = 0) =>
  startLineEmulator({ ...lineKeys, port, webhookUrl: null, now: () => now() });
let emulator = await startEmulator();
const sentences = loadCity('config/city').categories.flatMap(({ examples }) => examples);
let serial = 0;
let people: string[] = [];
let alreadyTold = 0;
const markOfToken = new Map<string, string>();
/** The last words of each. */
const markOfPerson = new Map<string, string>();

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
      case 'taken': {
        const journal = emulator.journal();
        const fresh = journal.slice(alreadyTold).flatMap(whatWasTaken);
        alreadyTold = journal.length;
        return fresh;
      }
      case 'forget': {
        const port = Number(new URL(emulator.url).port);
        await emulator.close();
        emulator = await startEmulator(port);
        markOfToken.clear();
        markOfPerson.clear();
        alreadyTold = 0;
        return null;
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
    const person = people[index % people.length] ?? '';
    const { replyToken } = await emulator.sendText(person, `${sentence} ${mark}`);
    markOfToken.set(replyToken ?? '', mark);
    markOfPerson.set(person, mark);
  }
  now = Date.now;
  const written = emulator.journal().slice(from);
  return written.flatMap((entry, index) =>
    entry.kind === 'webhook'
      ? [{ body: entry.body, signature: entry.signature, mark: z.string().parse(marks[index]) }]
      : [],
  );
};

const whatWasTaken = (entry: Entry): readonly Taken[] => {
  if (entry.kind !== 'api' || entry.status !== 200) return [];
  const { endpoint, at: atMs } = entry;
  switch (endpoint) {
    case 'reply': {
      const { replyToken } = replied.parse(entry.body);
      return [{ route: endpoint, mark: markOfToken.get(replyToken) ?? null, atMs }];
    }
    case 'push': {
      const { to, messages } = pushed.parse(entry.body);
      const own = messages.map(({ text }) => markIn(text)).find((mark) => mark !== null);
      return [{ route: endpoint, mark: own ?? markOfPerson.get(to) ?? null, atMs }];
    }
    case 'multicast':
    case 'broadcast':
    case 'validate':
    case 'profile':
    case 'content':
    case 'transcoding':
    case 'quota':
    case 'consumption':
    case 'loading':
    case 'mark-as-read':
    case 'info':
    case 'unknown':
      return [];
  }
};

const replied = z.object({ replyToken: z.string() });
const pushed = z.object({ to: z.string(), messages: z.array(z.object({ text: z.string().default('') })) });
