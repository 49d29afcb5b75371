import { z } from 'zod';
import { isCategoryId, isDepartmentId, type CategoryId, type DepartmentId } from '#src/domain/ids';
import type { TemplateName, Weekday } from '#src/domain/city';

/** The shape of each file of `config/city`. What concerns several entries or files together is in city-checks. */
const words = (most: number) => z.string().trim().min(1).max(most);

const key = '英小文字で始め、英小文字・数字・ハイフンだけの40文字までにしてください。';
const departmentId = z.custom<DepartmentId>((value) => typeof value === 'string' && isDepartmentId(value), {
  error: (issue) =>
    issue.input === undefined ? 'がありません。この項目を書き足してください。' : `は、${key}`,
});
const categoryId = z.custom<CategoryId>((value) => typeof value === 'string' && isCategoryId(value), {
  error: (issue) =>
    issue.input === undefined ? 'がありません。この項目を書き足してください。' : `は、${key}`,
});

export const citySchema = z.strictObject({
  name: words(40),
  sample: z.boolean(),
  reopenWithinDays: z.int().min(0).max(60),
  acknowledgements: z.array(words(40)).min(1),
});

export const departmentsSchema = z
  .array(
    z.strictObject({
      id: departmentId,
      name: words(40),
      kana: words(60).regex(/^[ぁ-ゖー・ ]+$/, 'は、ひらがなで書いてください。'),
      plainName: words(40),
      phone: z
        .string()
        .regex(
          /^0\d{1,4}-\d{1,4}-\d{3,4}$/,
          'は「0942-00-0001」のように半角の数字とハイフンで書いてください。',
        ),
      sortingDesk: z.boolean().default(false),
    }),
  )
  .min(2);

export const categoriesSchema = z
  .array(
    z.strictObject({
      id: categoryId,
      name: words(40),
      plainName: words(40),
      department: words(40),
      replyWithinOpenDays: z.int().min(1).max(60),
      examples: z.array(words(200)).min(5),
    }),
  )
  .min(2);

const weekday = { 日: 0, 月: 1, 火: 2, 水: 3, 木: 4, 金: 5, 土: 6 } as const satisfies Record<
  string,
  Weekday
>;

const minuteOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'は「08:30」のように、24時間の時刻を5文字で書いてください。')
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(Date.parse(text)).toISOString().startsWith(text);

/** Checked in a leap year, so that 02-29 may be written. */
const monthAndDay = z
  .string()
  .refine((text) => isDate(`2024-${text}`), 'は「12-29」のように、ある月日を書いてください。');

export const hoursSchema = z.strictObject({
  weekdays: z
    .array(z.enum(['日', '月', '火', '水', '木', '金', '土']).transform((name) => weekday[name]))
    .min(1),
  opens: minuteOfDay,
  closes: minuteOfDay,
  yearEndClosure: z.strictObject({ from: monthAndDay, to: monthAndDay }),
  extraClosedDates: z.array(
    z.string().refine(isDate, 'は「2027-05-01」のように、ある日付を書いてください。'),
  ),
});

export const urgentSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, `は、${key}`),
    words: z.array(words(40)).min(1),
    except: z.array(words(40)).default([]),
    guidance: words(500),
  }),
);

export const townsSchema = z.array(
  z.strictObject({
    name: words(40),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
);

export const answersSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, `は、${key}`),
    title: words(40),
    category: words(40).optional(),
    text: words(5000),
  }),
);

const template = z.string().trim().min(1).max(500);

export const templatesSchema = z.strictObject({
  greeting: template,
  receipt: template,
  receiptClosed: template,
  receiptSorting: template,
  urgentHint: template,
  askSubject: template,
  added: template,
  routed: template,
  transferred: template,
  reopened: template,
  closedSolved: template,
  closedAnswered: template,
  closedPassedOn: template,
  closedNoReply: template,
  closedNotForCity: template,
  fileLink: template,
  fileGone: template,
} satisfies Record<TemplateName, z.ZodType>);

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
};

export const chatSchema = z.strictObject({
  embedOn: z.array(
    z
      .string()
      .refine(
        isOrigin,
        'は「https://www.city.example.jp」のように、https:// から始めて、あとの / はつけずに書いてください。',
      ),
  ),
  rememberedDays: z.int().min(1).max(400),
  greeting: template,
  whenOpen: words(200),
  whenClosed: words(200),
  privacy: z.array(words(200)).min(1).max(10),
});
