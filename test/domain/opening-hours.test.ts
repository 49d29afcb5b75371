import { expect, test } from 'vitest';
import type { OpeningHours } from '#src/domain/city';
import {
  addOpenDays,
  fiscalYear,
  isOpen,
  japanDate,
  NeverOpenError,
  nextOpening,
} from '#src/domain/opening-hours';

const hours: OpeningHours = {
  weekdays: [1, 2, 3, 4, 5],
  opensAtMinute: 8 * 60 + 30,
  closesAtMinute: 17 * 60 + 15,
  closedDates: new Set([
    '2026-11-23',
    '2026-12-29',
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
    '2027-01-03',
  ]),
};

const japan = (dateTime: string): Date => new Date(`${dateTime}:00+09:00`);

test.each([
  ['2026-11-24T08:29', false],
  ['2026-11-24T08:30', true],
  ['2026-11-24T17:14', true],
  ['2026-11-24T17:15', false],
  ['2026-11-22T10:00', false],
  ['2026-11-23T10:00', false],
  ['2026-12-28T10:00', true],
  ['2026-12-29T10:00', false],
  ['2027-01-04T10:00', true],
])('at %s in Japan somebody is at the desks: %s', (time, open) => {
  expect(isOpen(japan(time), hours)).toBe(open);
});

test.each([
  ['early on an open day', '2026-11-24T07:00', '2026-11-24T08:30'],
  ['on a Friday evening, over a Monday holiday', '2026-11-20T18:00', '2026-11-24T08:30'],
  ['while the office is open', '2026-11-24T10:00', '2026-11-25T08:30'],
  ['at the minute of opening', '2026-11-24T08:30', '2026-11-25T08:30'],
  ['at the turn of the year', '2026-12-28T17:15', '2027-01-04T08:30'],
])('the office next opens, asked %s', (_, now, opening) => {
  expect(nextOpening(japan(now), hours)).toEqual(japan(opening));
});

test('an answer is due at closing time, and the day of receipt does not count', () => {
  expect(addOpenDays(japan('2026-11-24T00:00'), 3, hours)).toEqual(japan('2026-11-27T17:15'));
  expect(addOpenDays(japan('2026-11-24T23:59'), 3, hours)).toEqual(japan('2026-11-27T17:15'));
});

test('weekends, holidays and the end of the year do not count as open days', () => {
  expect(addOpenDays(japan('2026-11-20T12:00'), 1, hours)).toEqual(japan('2026-11-24T17:15'));
  expect(addOpenDays(japan('2026-12-28T12:00'), 2, hours)).toEqual(japan('2027-01-05T17:15'));
});

test('the fiscal year turns at midnight in Japan before 1 April', () => {
  expect(fiscalYear(japan('2027-03-31T23:59'))).toBe(2026);
  expect(fiscalYear(japan('2027-04-01T00:00'))).toBe(2027);
  expect(fiscalYear(japan('2027-01-01T00:00'))).toBe(2026);
});

test('the date is the one on the wall in Japan, though UTC still has yesterday', () => {
  expect(japanDate(new Date('2026-12-31T14:59:59Z'))).toBe('2026-12-31');
  expect(japanDate(new Date('2026-12-31T15:00:00Z'))).toBe('2027-01-01');
});

test.each(['America/Los_Angeles', 'UTC', 'Pacific/Kiritimati'])(
  'a server whose clock is set to %s opens the office at the same moment',
  (zone) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      expect(isOpen(japan('2026-11-24T08:30'), hours)).toBe(true);
      expect(isOpen(japan('2026-11-24T08:29'), hours)).toBe(false);
      expect(nextOpening(japan('2026-11-20T18:00'), hours)).toEqual(japan('2026-11-24T08:30'));
      expect(japanDate(japan('2027-03-31T23:59'))).toBe('2027-03-31');
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  },
);

test('an office that never opens is told as a mistake instead of being searched for ever', () => {
  expect(() => nextOpening(japan('2026-11-20T18:00'), { ...hours, weekdays: [] })).toThrow(NeverOpenError);
});
