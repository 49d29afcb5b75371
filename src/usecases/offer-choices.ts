import type { Category, City } from '#src/domain/city';
import type { MatterId } from '#src/domain/ids';
import type { QuickReply } from '#src/domain/quick-reply';
import type { Classification } from '#src/text/classifier';
import { categoryOf } from './compose-receipt.ts';
import { choiceData } from './postback-data.ts';

/** More than these nobody reads. */
const mostLikely = 4;
const mostCommon = 6;

/** When nobody is sure, the resident may say it with one touch: the likeliest categories or, without a sign, the commonest. */
export const offerChoices = (
  city: City,
  matterId: MatterId,
  classification: Classification | null,
): readonly QuickReply[] => {
  const offered =
    classification === null || classification.reasons.length === 0
      ? commonest(city.categories)
      : likeliest(city, classification);
  return offered.map(({ id, plainName }) => ({ label: plainName, data: choiceData(matterId, id) }));
};

const likeliest = (city: City, { candidates }: Classification): readonly Category[] =>
  candidates.slice(0, mostLikely).flatMap(({ categoryId }) => categoryOf(city, categoryId) ?? []);

/** The first of each department: a clerk writes the commonest first, and the department is what must be found. */
const commonest = (categories: readonly Category[]): readonly Category[] =>
  categories
    .filter(
      ({ departmentId }, index) =>
        categories.findIndex((category) => category.departmentId === departmentId) === index,
    )
    .slice(0, mostCommon);
