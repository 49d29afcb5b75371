import { expect, test } from 'vitest';
import { makeLog, type LogSettings } from '#src/main/log';

const told = (settings: Omit<LogSettings, 'write'>): readonly string[] => {
  const lines: string[] = [];
  const log = makeLog({ ...settings, write: (line) => void lines.push(line) });
  log.info('ready', { port: 3000, redis: null });
  log.warn('slow', { ms: 1200 });
  log.error('stopped');
  return lines;
};

test('a machine reads one JSON object a line', () => {
  const lines = told({ level: 'info', isPretty: false }).map((line): unknown => JSON.parse(line));
  expect(lines).toEqual([
    expect.objectContaining({ level: 30, msg: 'ready', port: 3000, redis: null }),
    expect.objectContaining({ level: 40, msg: 'slow', ms: 1200 }),
    expect.objectContaining({ level: 50, msg: 'stopped' }),
  ]);
});

test('a person reads one plain line for each', () => {
  const lines = told({ level: 'info', isPretty: true });
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}ready port=3000 redis=null\n$/);
  expect(lines).toHaveLength(3);
});

test('what is below the level is not told, to either', () => {
  expect(told({ level: 'error', isPretty: false })).toHaveLength(1);
  expect(told({ level: 'error', isPretty: true })).toHaveLength(1);
  expect(told({ level: 'silent', isPretty: false })).toEqual([]);
});
