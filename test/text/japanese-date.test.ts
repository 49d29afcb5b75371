import { expect, test } from 'vitest';
import { sayDate, sayDateTime, sayTime } from '#src/text/japanese-date';

test.each([
  ['2026-11-23T23:30:00Z', '11月24日（火）午前8時30分'],
  ['2026-12-31T15:00:00Z', '1月1日（金）午前0時'],
  ['2027-01-04T03:00:00Z', '1月4日（月）午後0時'],
  ['2027-01-03T04:05:00Z', '1月3日（日）午後1時5分'],
])('%s is said as %s', (date, said) => {
  expect(sayDateTime(new Date(date))).toBe(said);
});

test('a day and a time can be said alone', () => {
  expect(sayDate(new Date('2026-11-23T23:30:00Z'))).toBe('11月24日（火）');
  expect(sayTime(new Date('2026-11-24T08:15:00Z'))).toBe('午後5時15分');
});
