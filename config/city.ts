import type { City } from '#src/domain/city';
import {
  checkCategories,
  checkDepartments,
  checkHours,
  checkTemplatesFile,
  checkUnique,
  linkCategories,
} from './city-checks.ts';
import { CityFileError } from './city-fault.ts';
import { readCityFile } from './city-file.ts';
import {
  categoriesSchema,
  citySchema,
  departmentsSchema,
  hoursSchema,
  templatesSchema,
  urgentSchema,
} from './city-schemas.ts';
import { closedDates } from './closed-dates.ts';

/** Reads the city's six files. Every mistake in all of them is told at once, in a `CityFileError`. */
export const loadCity = (dir: string): City => {
  const city = readCityFile(dir, 'city.yaml', citySchema);
  const departments = readCityFile(dir, 'departments.yaml', departmentsSchema);
  const categories = readCityFile(dir, 'categories.yaml', categoriesSchema);
  const hours = readCityFile(dir, 'hours.yaml', hoursSchema);
  const templates = readCityFile(dir, 'templates.yaml', templatesSchema);
  const urgent = readCityFile(dir, 'urgent.yaml', urgentSchema);
  const linked = linkCategories(categories, departments);

  const faults = [
    ...[city, departments, categories, hours, templates, urgent].flatMap((file) => file.faults),
    ...checkDepartments(departments),
    ...checkCategories(categories),
    ...linked.faults,
    ...checkHours(hours),
    ...checkTemplatesFile(templates),
    ...checkUnique(urgent, 'id', ({ id }) => id),
  ];
  const areRead = city.value && departments.value && hours.value && templates.value && urgent.value;
  if (faults.length > 0 || !areRead) throw new CityFileError(faults);
  return {
    name: city.value.name,
    isSample: city.value.sample,
    departments: departments.value.map(({ sortingDesk, ...department }) => ({
      ...department,
      isSortingDesk: sortingDesk,
    })),
    categories: linked.categories,
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
  };
};
