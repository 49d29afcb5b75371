import { expect, test } from 'vitest';
import { systemIds } from '#src/main/system';

test('ids are made in the order of time, numbers can be said on the telephone, tokens hold 256 bits', () => {
  const ids = Array.from({ length: 50 }, () => systemIds.newId());
  expect(ids).toEqual([...ids].sort());
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);

  const numbers = Array.from({ length: 200 }, () => systemIds.newNumber());
  for (const number of numbers) expect(number).toMatch(/^\d{2}-\d{4}$/);
  expect(new Set(numbers).size).toBeGreaterThan(190);

  expect(Buffer.from(systemIds.newToken(), 'base64url')).toHaveLength(32);
  expect(systemIds.newToken()).not.toBe(systemIds.newToken());
});
