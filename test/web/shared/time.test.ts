import { expect, test } from 'vitest';
import {
  isSameDay,
  sayDay,
  sayDue,
  sayFullTime,
  sayMoment,
  sayTime,
  sayTimeOfDay,
  sayWait,
} from '#src/web/shared/time';

/** Wednesday, 18 November 2026, 14:03 in Japan. */
const now = Date.parse('2026-11-18T05:03:00Z');

test.each([
  ['2026-11-18T05:02:40Z', 'たった今'],
  ['2026-11-18T04:58:00Z', '5分前'],
  ['2026-11-18T04:04:00Z', '59分前'],
  ['2026-11-18T04:03:00Z', '今日 13:03'],
  ['2026-11-17T15:00:00Z', '今日 0:00'],
  ['2026-11-17T14:59:00Z', '昨日 23:59'],
  ['2026-11-16T05:03:00Z', '11月16日（月）14:03'],
  ['2025-12-31T15:00:00Z', '1月1日（木）0:00'],
  ['2025-12-31T14:59:00Z', '2025年12月31日（水）23:59'],
])('a clerk reads %s as 「%s」', (iso, words) => {
  expect(sayTime(iso, now)).toBe(words);
});

test('a time on which the server is a minute ahead of this machine is said as now', () => {
  expect(sayTime('2026-11-18T05:03:50Z', now)).toBe('たった今');
});

test.each([
  ['2026-11-18T08:15:00Z', '今日 17:15'],
  ['2026-11-19T08:15:00Z', '明日 17:15'],
  ['2026-11-20T08:15:00Z', '11月20日（金）17:15'],
])('an answer promised for %s is due 「%s」', (iso, words) => {
  expect(sayDue(iso, now)).toBe(words);
});

test('the whole time names year and day of the week in Japan', () => {
  expect(sayFullTime('2026-12-31T16:05:00Z')).toBe('2027年1月1日（金）1:05');
});

test('under the heading of a day only the last hour is told in minutes', () => {
  expect(sayTimeOfDay('2026-11-18T04:33:00Z', now)).toBe('30分前');
  expect(sayTimeOfDay('2026-11-16T05:03:00Z', now)).toBe('14:03');
});

test.each([
  ['2026-11-18T05:02:30Z', '待ち 1分未満'],
  ['2026-11-18T04:04:00Z', '待ち 59分'],
  ['2026-11-18T04:03:00Z', '待ち 1時間'],
  ['2026-11-17T05:03:00Z', '待ち 1日'],
  ['2026-11-19T05:03:00Z', '待ち 1分未満'],
])('a resident waiting since %s is shown as 「%s」', (iso, words) => {
  expect(sayWait(iso, now)).toBe(words);
});

test('a new day begins at midnight in Japan', () => {
  expect(isSameDay('2026-11-17T14:59:00Z', '2026-11-17T15:00:00Z')).toBe(false);
  expect(isSameDay('2026-11-17T15:00:00Z', '2026-11-18T14:59:00Z')).toBe(true);
});

test.each([
  ['2026-11-18T00:00:00Z', '今日　11月18日（水）'],
  ['2026-11-17T00:00:00Z', '昨日　11月17日（火）'],
  ['2026-11-16T00:00:00Z', '11月16日（月）'],
  ['2025-11-16T00:00:00Z', '2025年11月16日（日）'],
])('the day of %s is headed 「%s」', (iso, words) => {
  expect(sayDay(iso, now)).toBe(words);
});

test('a record tells seconds, and the day unless it is today', () => {
  expect(sayMoment('2026-11-18T05:02:07Z', now)).toBe('14:02:07');
  expect(sayMoment('2026-11-17T05:02:40Z', now)).toBe('11月17日 14:02:40');
});
