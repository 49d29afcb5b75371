import { expect, test } from 'vitest';
import { sizeWithin } from '#src/web/chat/photo-size';

test('a large photo keeps its proportions, a small one its size', () => {
  expect(sizeWithin(4_000, 3_000, 2_400)).toEqual({ width: 2_400, height: 1_800 });
  expect(sizeWithin(3_000, 4_000, 2_400)).toEqual({ width: 1_800, height: 2_400 });
  expect(sizeWithin(640, 480, 2_400)).toEqual({ width: 640, height: 480 });
  expect(sizeWithin(100_000, 1, 2_400)).toEqual({ width: 2_400, height: 1 });
});
