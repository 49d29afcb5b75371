import holidays from '@holiday-jp/holiday_jp';

export interface Closures {
  /** `MM-DD`; the closure runs over the turn of the year when `to` is before `from`. */
  readonly yearEnd: { readonly from: string; readonly to: string };
  readonly extra: readonly string[];
}

/** National holidays are known for these years; after the last the package needs a newer version. */
const firstYear = 2020;
const lastYear = 2050;

export const closedDates = ({ yearEnd, extra }: Closures): ReadonlySet<string> =>
  new Set([...nationalHolidays(), ...yearEnds(yearEnd), ...extra]);

const nationalHolidays = (): readonly string[] =>
  Object.keys(holidays.holidays).filter(
    (date) => date >= `${firstYear}-01-01` && date <= `${lastYear}-12-31`,
  );

const yearEnds = ({ from, to }: Closures['yearEnd']): readonly string[] => {
  const years = Array.from({ length: lastYear - firstYear + 2 }, (_, index) => firstYear - 1 + index);
  return years.flatMap((year) => daysBetween(`${year}-${from}`, `${to < from ? year + 1 : year}-${to}`));
};

const daysBetween = (first: string, last: string): readonly string[] => {
  const dayMs = 24 * 60 * 60 * 1000;
  const start = Date.parse(first);
  const count = Math.round((Date.parse(last) - start) / dayMs) + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(start + index * dayMs).toISOString().slice(0, 10),
  );
};
