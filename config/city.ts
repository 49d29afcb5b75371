import type { City } from '#src/domain/city';
import { isCategoryId } from '#src/domain/ids';
import {
  checkAnswers,
  checkCategories,
  checkChat,
  checkDepartments,
  checkHours,
  checkTemplates,
  checkUnique,
} from './city-checks.ts';
import { CityFileError } from './city-fault.ts';
import { readCityFile } from './city-file.ts';
import {
  answersSchema,
  categoriesSchema,
  chatSchema,
  citySchema,
  departmentsSchema,
  hoursSchema,
  templatesSchema,
  townsSchema,
  urgentSchema,
} from './city-schemas.ts';
import { closedDates } from './closed-dates.ts';

/** Reads the city's nine files. Every mistake in all of them is told at once, in a `CityFileError`. */
export const loadCity = (dir: string): City => {
  const city = readCityFile(dir, 'city.yaml', citySchema);
  const departments = readCityFile(dir, 'departments.yaml', departmentsSchema);
  const categories = readCityFile(dir, 'categories.yaml', categoriesSchema);
  const hours = readCityFile(dir, 'hours.yaml', hoursSchema);
  const templates = readCityFile(dir, 'templates.yaml', templatesSchema);
  const urgent = readCityFile(dir, 'urgent.yaml', urgentSchema);

  const answers = readCityFile(dir, 'answers.yaml', answersSchema);

  const towns = readCityFile(dir, 'towns.yaml', townsSchema);

  const chat = readCityFile(dir, 'chat.yaml', chatSchema);

  const faults = [
    ...[city, departments, categories, hours, templates, urgent, answers, towns, chat].flatMap(
      (file) => file.faults,
    ),
    ...checkDepartments(departments),
    ...checkCategories(categories, departments),
    ...checkHours(hours),
    ...checkTemplates(templates),
    ...checkUnique(urgent, 'id'),
    ...checkAnswers(answers, categories),
    ...checkChat(chat),
  ];
  const areRead =
    city.value &&
    departments.value &&
    categories.value &&
    hours.value &&
    templates.value &&
    urgent.value &&
    answers.value &&
    towns.value &&
    chat.value;
  if (faults.length > 0 || !areRead) throw new CityFileError(faults);
  const departmentIds = departments.value.map(({ id }) => id);
  return {
    name: city.value.name,
    isSample: city.value.sample,
    departments: departments.value.map(({ sortingDesk, ...department }) => ({
      ...department,
      isSortingDesk: sortingDesk,
    })),
    categories: categories.value.flatMap(({ department, ...category }) =>
      departmentIds.filter((id) => id === department).map((departmentId) => ({ ...category, departmentId })),
    ),
    hours: {
      weekdays: hours.value.weekdays,
      opensAtMinute: hours.value.opens,
      closesAtMinute: hours.value.closes,
      closedDates: closedDates({ yearEnd: hours.value.yearEndClosure, extra: hours.value.extraClosedDates }),
    },
    urgent: urgent.value,
    acknowledgements: city.value.acknowledgements,
    reopenWithinDays: city.value.reopenWithinDays,
    templates: templates.value,
    towns: towns.value,
    chat: chat.value,
    answers: answers.value.map(({ category, ...answer }) => ({
      ...answer,
      categoryId: category !== undefined && isCategoryId(category) ? category : null,
    })),
  };
};
