import { expect, test } from 'vitest';
import { chatLimits } from '#src/http/chat/chat-limits';
import { ProblemError } from '#src/http/problems';

const carrier = { ip: '203.0.113.7' };

/** How often it may be done before it is refused. */
const countTaken = async (most: number, act: () => Promise<void>): Promise<number> => {
  for (let taken = 0; taken < most; taken += 1) {
    try {
      await act();
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      expect(error).toMatchObject({ code: 'too-fast' });
      return taken;
    }
  }
  return most;
};

test('a thousand telephones behind one address may begin within ten minutes, and no flood without end', async () => {
  const limits = chatLimits();
  expect(await countTaken(5_000, () => limits.mayBegin(carrier))).toBe(1_000);
  await expect(limits.mayBegin({ ip: '203.0.113.8' })).resolves.toBeUndefined();
});

test('words and photos of one address have their room, whatever talks they come from', async () => {
  const limits = chatLimits();
  expect(await countTaken(5_000, () => limits.maySay(carrier, null))).toBe(1_000);
  expect(await countTaken(5_000, () => limits.mayShow(carrier, null))).toBe(200);
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::1', 'one household'],
  ['::ffff:203.0.113.9', '203.0.113.9', 'one IPv4 address, however it is written'],
])('%s and %s are %s', async (one, other) => {
  const limits = chatLimits();
  await countTaken(5_000, () => limits.mayBegin({ ip: one }));
  expect(await countTaken(1, () => limits.mayBegin({ ip: other }))).toBe(0);
});
