import type { Category, City, Department, TemplateName } from '#src/domain/city';
import type { CategoryId, DepartmentId } from '#src/domain/ids';
import { isOpen, nextOpening } from '#src/domain/opening-hours';
import { sayDateTime } from '#src/text/japanese-date';
import { fillTemplate } from '#src/text/template';

/** What a resident reads when a matter was opened or found its department. */
export const composeReceipt = (
  city: City,
  number: string,
  categoryId: CategoryId | null,
  now: Date,
): string => {
  const category = categoryOf(city, categoryId);
  const said = category === null ? sorting(city, number) : routed(city, number, category, now);
  return withHint(city, said);
};

/** Nobody should wait for an answer here while something burns. */
const withHint = (city: City, said: string): string => `${said}\n${city.templates.urgentHint}`;

/** What a resident reads whose photo or place came without words. */
export const composeQuestion = (city: City, number: string): string =>
  withHint(city, fillTemplate(city.templates.askSubject, { number }));

/** What a resident reads whose closed matter is taken up again by their words. */
export const composeReopened = (city: City, number: string, departmentId: DepartmentId): string =>
  withHint(city, composeNotice(city, 'reopened', number, departmentId));

const sorting = (city: City, number: string): string =>
  fillTemplate(city.templates.receiptSorting, { number });

const routed = (city: City, number: string, category: Category, now: Date): string => {
  const marks = {
    subject: category.plainName,
    number,
    department: departmentOf(city, category.departmentId).plainName,
    days: String(category.replyWithinOpenDays),
  };
  return isOpen(now, city.hours)
    ? fillTemplate(city.templates.receipt, marks)
    : fillTemplate(city.templates.receiptClosed, {
        ...marks,
        opens: sayDateTime(nextOpening(now, city.hours)),
      });
};

/** A short sentence about one matter: transferred, closed, added. */
export const composeNotice = (
  city: City,
  name: TemplateName,
  number: string,
  departmentId: DepartmentId,
): string =>
  fillTemplate(city.templates[name], { number, department: departmentOf(city, departmentId).plainName });

class UnknownDepartmentError extends Error {
  override readonly name = 'UnknownDepartmentError';
}

const departmentOf = (city: City, id: DepartmentId): Department => {
  const found = city.departments.find((department) => department.id === id);
  if (found === undefined) {
    throw new UnknownDepartmentError(`department ${id} holds matters but is no longer in the city files`);
  }
  return found;
};

export const categoryOf = (city: City, id: CategoryId | null): Category | null =>
  city.categories.find((category) => category.id === id) ?? null;

export const sortingDeskOf = (city: City): Department => {
  const found = city.departments.find((department) => department.isSortingDesk);
  if (found === undefined) throw new UnknownDepartmentError('the city files name no sorting desk');
  return found;
};
