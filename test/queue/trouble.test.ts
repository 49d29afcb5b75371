import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchTrouble } from '#src/queue/trouble';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const listen = () => {
  const lines: string[] = [];
  const tell =
    (level: string) =>
    (message: string, fields = {}): void =>
      void lines.push(`${level} ${message} ${Object.values(fields).join(' ')}`);
  return { lines, log: { info: tell('info'), warn: tell('warn'), error: tell('error') } };
};

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:6379'), { code: 'ECONNREFUSED' });
const closed = new Error('Connection is closed.');
const full = Object.assign(new Error("OOM command not allowed when used memory > 'maxmemory'"), {
  name: 'ReplyError',
});

test('however many connections complain however long, one outage is one line, and one more when it is over', () => {
  const { lines, log } = listen();
  const tell = watchTrouble(log, 1_000);
  for (let second = 0; second < 50; second += 1) {
    tell(refused);
    tell(closed);
    vi.advanceTimersByTime(900);
  }
  expect(lines).toEqual([expect.stringContaining('ECONNREFUSED')]);
  vi.advanceTimersByTime(1_000);
  expect(lines.slice(1)).toEqual(['info queue: quiet again connection 100']);
  tell(closed);
  expect(lines).toHaveLength(3);
});

test('another kind of trouble is told while the first lasts, by the server’s own word and nothing it quotes', () => {
  const { lines, log } = listen();
  const tell = watchTrouble(log, 1_000);
  tell(refused);
  tell(full);
  tell(full);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('OOM ReplyError');
  expect(lines[1]).not.toContain('maxmemory');
});
