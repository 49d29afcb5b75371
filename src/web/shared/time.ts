/** Times as a clerk says them, always in Japan time. `iso` is UTC from the server; `now` is milliseconds. */
export const sayTime = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const minutes = Math.floor((now - at) / minuteMs);
  if (minutes < 1 && minutes > -2) return 'たった今';
  if (minutes >= 1 && minutes < 60) return `${minutes}分前`;
  return sayDayAndTime(at, now);
};

/** For what lies ahead, such as the time by which an answer is due. */
export const sayDue = (iso: string, now: number): string => sayDayAndTime(Date.parse(iso), now);

/** For hover and screen readers. */
export const sayFullTime = (iso: string): string => {
  const { year, month, day, weekday, clock } = partsOf(Date.parse(iso));
  return `${year}年${month}月${day}日（${weekday}）${clock}`;
};

/** Under a heading that already names the day. */
export const sayTimeOfDay = (iso: string, now: number): string =>
  Math.abs(now - Date.parse(iso)) < 60 * minuteMs ? sayTime(iso, now) : sayClock(iso);

export const sayClock = (iso: string): string => partsOf(Date.parse(iso)).clock;

/** For a record: with seconds, and with the day unless it is today. */
export const sayMoment = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const { month, day, clock } = partsOf(at);
  const second = String(new Date(at).getUTCSeconds()).padStart(2, '0');
  const isToday = dayNumber(now) === dayNumber(at);
  return `${isToday ? '' : `${month}月${day}日 `}${clock}:${second}`;
};

/** A heading between two days of a thread. */
export const sayDay = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const { month, day, weekday, year } = partsOf(at);
  const words = `${month}月${day}日（${weekday}）`;
  const daysAgo = dayNumber(now) - dayNumber(at);
  if (daysAgo === 0) return `今日　${words}`;
  if (daysAgo === 1) return `昨日　${words}`;
  return year === partsOf(now).year ? words : `${year}年${words}`;
};

export const isSameDay = (one: string, other: string): boolean =>
  dayNumber(Date.parse(one)) === dayNumber(Date.parse(other));

/** How long a resident has waited. */
export const sayWait = (sinceIso: string, now: number): string => {
  const minutes = Math.max(0, Math.floor((now - Date.parse(sinceIso)) / minuteMs));
  if (minutes < 1) return '待ち 1分未満';
  if (minutes < 60) return `待ち ${minutes}分`;
  if (minutes < 24 * 60) return `待ち ${Math.floor(minutes / 60)}時間`;
  return `待ち ${Math.floor(minutes / (24 * 60))}日`;
};

/** How long a sound or a video lasts. */
export const sayDuration = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}秒` : `${minutes}分${String(seconds % 60).padStart(2, '0')}秒`;
};

const minuteMs = 60_000;
const japanAheadMs = 9 * 60 * minuteMs;

const sayDayAndTime = (at: number, now: number): string => {
  const { year, month, day, weekday, clock } = partsOf(at);
  switch (dayNumber(now) - dayNumber(at)) {
    case 0:
      return `今日 ${clock}`;
    case 1:
      return `昨日 ${clock}`;
    case -1:
      return `明日 ${clock}`;
  }
  const words = `${month}月${day}日（${weekday}）${clock}`;
  return year === partsOf(now).year ? words : `${year}年${words}`;
};

/** Japan has no summer time, so a shifted UTC clock is Japan's clock. */
const partsOf = (at: number) => {
  const japan = new Date(at + japanAheadMs);
  const minute = String(japan.getUTCMinutes()).padStart(2, '0');
  return {
    year: japan.getUTCFullYear(),
    month: japan.getUTCMonth() + 1,
    day: japan.getUTCDate(),
    weekday: '日月火水木金土'.charAt(japan.getUTCDay()),
    clock: `${japan.getUTCHours()}:${minute}`,
  };
};

const dayNumber = (at: number): number => Math.floor((at + japanAheadMs) / (24 * 60 * minuteMs));
