import { expect, test } from 'vitest';
import * as ids from '#src/domain/ids';

const { isCategoryId, isDepartmentId, ...uuids } = ids;

test.each(Object.entries(uuids))('%s takes a UUID as the database writes it and nothing else', (_, isId) => {
  expect(isId('019a9b2e-7c11-7d3e-8f00-0123456789ab')).toBe(true);
  expect(isId('019A9B2E-7C11-7D3E-8F00-0123456789AB')).toBe(false);
  expect(isId('019a9b2e7c117d3e8f000123456789ab')).toBe(false);
  expect(isId(' 019a9b2e-7c11-7d3e-8f00-0123456789ab')).toBe(false);
  expect(isId('019a9b2e-7c11-7d3e-8f00-0123456789ab\n')).toBe(false);
  expect(isId('road')).toBe(false);
  expect(isId('')).toBe(false);
});

test.each([
  ['isDepartmentId', isDepartmentId],
  ['isCategoryId', isCategoryId],
])('%s takes the short keys that clerks write', (_, isKey) => {
  expect(isKey('road')).toBe(true);
  expect(isKey('road-2')).toBe(true);
  expect(isKey(`a${'b'.repeat(39)}`)).toBe(true);
  expect(isKey(`a${'b'.repeat(40)}`)).toBe(false);
  expect(isKey('Road')).toBe(false);
  expect(isKey('2road')).toBe(false);
  expect(isKey('道路')).toBe(false);
  expect(isKey('road:water')).toBe(false);
  expect(isKey('road\n')).toBe(false);
  expect(isKey('')).toBe(false);
});
