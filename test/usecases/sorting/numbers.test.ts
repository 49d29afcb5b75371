import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemIds } from '#src/main/system';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';

/** Draws what the test lays before it; what is left when that is gone comes again and again. */
let draws: string[] = [];
const ids = { ...systemIds, newNumber: () => (draws.length > 1 ? draws.shift() : draws[0]) ?? '00-0000' };

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom({ ids });
});
afterAll(() => room.close());

const openOne = async (): Promise<string> => {
  const resident = room.resident();
  await resident.says('家の前の道路に大きな穴が開いていて危ないです');
  return (await resident.matter()).number;
};

test('a number that is taken this fiscal year is drawn again', async () => {
  draws = ['12-3456'];
  expect(await openOne()).toBe('12-3456');
  draws = ['12-3456', '12-3456', '65-4321'];
  expect(await openOne()).toBe('65-4321');
});

test('when no number is left, nothing is opened and nothing is lost: the message waits', async () => {
  draws = ['12-3456'];
  const resident = room.resident();
  await expect(resident.says('公園のブランコが壊れています')).rejects.toThrow('Widen the number');
  expect(await resident.matters()).toEqual([]);
  draws = ['77-0000'];
  await resident.says('すべり台もです');
  const said = (await resident.messages()).filter(({ author }) => author === 'resident');
  expect(said.map(({ text }) => text)).toEqual(['公園のブランコが壊れています', 'すべり台もです']);
});

test('a number of last fiscal year may come again', async () => {
  draws = ['12-3456'];
  const now = room.clock.now();
  room.clock.pass({ seconds: (new Date('2027-03-31T23:59:00+09:00').getTime() - now.getTime()) / 1000 });
  await expect(openOne()).rejects.toThrow('Widen the number');
  room.clock.pass({ minutes: 1 });
  expect(await openOne()).toBe('12-3456');
});

test('numbers are short, sayable and do not count', () => {
  const drawn = Array.from({ length: 2_000 }, () => systemIds.newNumber());
  for (const number of drawn) expect(number).toMatch(/^\d{2}-\d{4}$/);
  expect(new Set(drawn).size).toBeGreaterThan(1_900);
  expect(drawn).not.toEqual(drawn.toSorted());
});
