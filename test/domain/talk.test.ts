import { expect, test } from 'vitest';
import { externalIdIn, isTalkId, pageIdIn } from '#src/domain/talk';

const [mine, theirs] = ['3b0c6f2e-9c1d-4f52-8a77-0d5e4c1b2a39', '4b0c6f2e-9c1d-4f52-8a77-0d5e4c1b2a39'];

test('the same id from two pages names two messages, and each page knows its own again', () => {
  if (!isTalkId(mine) || !isTalkId(theirs)) throw new Error('no talks');
  expect(externalIdIn(mine, 'a')).not.toBe(externalIdIn(theirs, 'a'));
  expect(pageIdIn(mine, externalIdIn(mine, 'a'))).toBe('a');
  expect(pageIdIn(mine, externalIdIn(theirs, 'a'))).not.toBe('a');
});
