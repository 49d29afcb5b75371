import { expect, test } from 'vitest';
import { saySize } from '#src/web/shared/size';

test.each([
  [1, '1KB'],
  [12_345, '12KB'],
  [999_499, '999KB'],
  [1_000_000, '1.0MB'],
  [1_234_567, '1.2MB'],
])('%d bytes are %s, without a gap as in the link that LINE shows', (bytes, words) => {
  expect(saySize(bytes)).toBe(words);
});
