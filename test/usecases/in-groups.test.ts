import { afterAll, beforeAll, expect, test } from 'vitest';
import { inGroups } from '#src/usecases/in-groups';
import type { Context } from '#src/usecases/context';
import { openCityHall, type CityHall } from '#test/support/city-hall';
import { contextOf } from '#test/support/matter-context';
import { smallCity } from '#test/support/small-city';

let hall: CityHall;
let context: Context;
beforeAll(async () => {
  hall = await openCityHall(smallCity.departments);
  ({ context } = contextOf(hall));
});
afterAll(() => hall.drop());

class SpoiltError extends Error {}

/** Answers each letter with its capital; writes down who went together. */
const capitals = (spoilt: (letter: string) => Error | null = () => null) => {
  const groups: string[] = [];
  const ask = inGroups<string, string>({
    most: 3,
    atOnce: 1,
    keyOf: (letter) => letter,
    run: (_, letters) => {
      groups.push(letters.join(''));
      const fault = letters.map(spoilt).find((error) => error !== null) ?? null;
      return fault === null
        ? Promise.resolve(letters.map((letter) => letter.toUpperCase()))
        : Promise.reject(fault);
    },
  });
  return {
    groups,
    askAll: (letters: string) => Promise.allSettled(letters.split('').map((one) => ask(context, one))),
  };
};

const answered = (value: string) => ({ status: 'fulfilled', value });

test('what is asked at once goes in as few groups as hold it, and everybody has their own answer', async () => {
  const { groups, askAll } = capitals();
  expect(await askAll('abcde')).toEqual('ABCDE'.split('').map(answered));
  expect(groups).toEqual(['abc', 'de']);
});

test('the same asked twice never goes in one group', async () => {
  const { groups, askAll } = capitals();
  expect(await askAll('aab')).toEqual('AAB'.split('').map(answered));
  expect(groups).toEqual(['ab', 'a']);
});

test('one that spoils its group fails alone', async () => {
  const fault = new SpoiltError();
  const { askAll } = capitals((letter) => (letter === 'b' ? fault : null));
  expect(await askAll('abc')).toEqual([answered('A'), { status: 'rejected', reason: fault }, answered('C')]);
});

test('when the database is gone nobody is tried alone', async () => {
  const gone = Object.assign(new Error('the database system is shutting down'), { code: '57P03' });
  const { groups, askAll } = capitals(() => gone);
  const ends = await askAll('abc');
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(groups).toEqual(['abc']);
});
