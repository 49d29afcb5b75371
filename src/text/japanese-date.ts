/** 「11月24日（火）午前8時30分」, Japan time, in words that can be read aloud. */
export const sayDateTime = (date: Date): string => `${sayDate(date)}${sayTime(date)}`;

/** 「11月24日（火）」 */
export const sayDate = (date: Date): string => {
  const japan = inJapan(date);
  return `${japan.getUTCMonth() + 1}月${japan.getUTCDate()}日（${weekdays.charAt(japan.getUTCDay())}）`;
};

/** 「午前8時30分」, 「午後1時」 */
export const sayTime = (date: Date): string => {
  const japan = inJapan(date);
  const hour = japan.getUTCHours();
  const minute = japan.getUTCMinutes();
  return `${hour < 12 ? '午前' : '午後'}${hour % 12}時${minute === 0 ? '' : `${minute}分`}`;
};

const weekdays = '日月火水木金土';

/** A date whose UTC fields read as the clock on a wall in Japan, which keeps UTC+9 the whole year. */
const inJapan = (date: Date): Date => new Date(date.getTime() + 9 * 60 * 60 * 1000);
