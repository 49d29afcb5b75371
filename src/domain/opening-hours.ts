import type { OpeningHours, Weekday } from './city.ts';

/** Is somebody at the desks at this moment? */
export const isOpen = (now: Date, hours: OpeningHours): boolean => {
  const { day, minute } = inJapan(now);
  return isOpenDay(day, hours) && minute >= hours.opensAtMinute && minute < hours.closesAtMinute;
};

/** The first opening after `now`; while the office is open this is the next open day's. */
export const nextOpening = (now: Date, hours: OpeningHours): Date => {
  const { day, minute } = inJapan(now);
  const opensToday = isOpenDay(day, hours) && minute < hours.opensAtMinute;
  return toDate(opensToday ? day : nextOpenDay(day, hours), hours.opensAtMinute);
};

/** Closing time of the last of `days` open days; the day of receipt does not count. */
export const addOpenDays = (now: Date, days: number, hours: OpeningHours): Date => {
  let { day } = inJapan(now);
  for (let counted = 0; counted < days; counted += 1) day = nextOpenDay(day, hours);
  return toDate(day, hours.closesAtMinute);
};

/** `YYYY-MM-DD` on the wall calendar in Japan. */
export const japanDate = (now: Date): string => dayToText(inJapan(now).day);

/** The year in which the fiscal year began: April to March. */
export const fiscalYear = (now: Date): number => {
  const shifted = new Date(now.getTime() + japanOffsetMs);
  return shifted.getUTCMonth() >= 3 ? shifted.getUTCFullYear() : shifted.getUTCFullYear() - 1;
};

export class NeverOpenError extends Error {
  override readonly name = 'NeverOpenError';
}

/** Japan keeps UTC+9 the whole year, so days can be counted as whole numbers since 1970-01-01 there. */
const japanOffsetMs = 9 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60 * 1000;
const weekdays = [0, 1, 2, 3, 4, 5, 6] as const satisfies readonly Weekday[];
/** Day 0, 1970-01-01, was a Thursday. */
const weekdayOfDay0 = 4;
/** No city is closed for a year on end; beyond it the city file is at fault and the search must end. */
const longestClosureDays = 366;

const inJapan = (now: Date): { readonly day: number; readonly minute: number } => {
  const shifted = now.getTime() + japanOffsetMs;
  const day = Math.floor(shifted / dayMs);
  return { day, minute: Math.floor((shifted - day * dayMs) / minuteMs) };
};

const toDate = (day: number, minute: number): Date =>
  new Date(day * dayMs + minute * minuteMs - japanOffsetMs);

const dayToText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

const isOpenDay = (day: number, hours: OpeningHours): boolean => {
  const weekday = weekdays.find((candidate) => candidate === (((day + weekdayOfDay0) % 7) + 7) % 7);
  return weekday !== undefined && hours.weekdays.includes(weekday) && !hours.closedDates.has(dayToText(day));
};

const nextOpenDay = (day: number, hours: OpeningHours): number => {
  for (let next = day + 1; next <= day + longestClosureDays; next += 1) {
    if (isOpenDay(next, hours)) return next;
  }
  throw new NeverOpenError('No open day within a year; see weekdays and closed dates in hours.yaml');
};
