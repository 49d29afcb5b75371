import type { z } from 'zod';
import type { Category } from '#src/domain/city';
import type { CityFault } from './city-fault.ts';
import type { CityFile } from './city-file.ts';
import type { categoriesSchema, departmentsSchema, hoursSchema, templatesSchema } from './city-schemas.ts';
import { checkTemplates } from './city-templates.ts';

type DepartmentsFile = CityFile<z.output<typeof departmentsSchema>>;
type CategoriesFile = CityFile<z.output<typeof categoriesSchema>>;

export const checkDepartments = (file: DepartmentsFile): readonly CityFault[] => {
  const desks = (file.value ?? []).flatMap(({ sortingDesk }, index) => (sortingDesk ? [index] : []));
  const deskFaults =
    file.value === null
      ? []
      : desks.length === 0
        ? [file.faultAt([], '振り分け担当がありません。1つの部署に「sortingDesk: true」を付けてください。')]
        : desks
            .slice(1)
            .map((index) =>
              file.faultAt(
                [index, 'sortingDesk'],
                '振り分け担当は1つだけです。ほかの部署から「sortingDesk: true」を消してください。',
              ),
            );
  return [
    ...deskFaults,
    ...checkUnique(file, 'id', ({ id }) => id),
    ...checkUnique(file, 'name', ({ name }) => name),
  ];
};

/** The same sentence under two categories would teach the classifier nothing. */
export const checkCategories = (file: CategoriesFile): readonly CityFault[] => {
  const firstUse = new Map<string, string>();
  const repeated = (file.value ?? []).flatMap(({ examples, name }, index) =>
    examples.flatMap((example, position) => {
      const before = firstUse.get(example);
      firstUse.set(example, before ?? name);
      return before === undefined
        ? []
        : [
            file.faultAt(
              [index, 'examples', position],
              `「${example}」は「${before}」にもあります。どちらかを消してください。`,
            ),
          ];
    }),
  );
  return [...checkUnique(file, 'id', ({ id }) => id), ...repeated];
};

/** Gives each category the department it names; what cannot be found is a fault. */
export const linkCategories = (
  categories: CategoriesFile,
  departments: DepartmentsFile,
): { readonly categories: readonly Category[]; readonly faults: readonly CityFault[] } => {
  const linked: Category[] = [];
  const faults: CityFault[] = [];
  const known = departments.value;
  if (known === null) return { categories: linked, faults };
  for (const [index, { department, ...category }] of (categories.value ?? []).entries()) {
    const departmentId = known.find(({ id }) => id === department)?.id;
    if (departmentId !== undefined) linked.push({ ...category, departmentId });
    else {
      const say = `「${department}」という部署は departments.yaml にありません。departments.yaml の id のどれかを書いてください。`;
      faults.push(categories.faultAt([index, 'department'], say));
    }
  }
  return { categories: linked, faults };
};

export const checkTemplatesFile = (file: CityFile<z.output<typeof templatesSchema>>): readonly CityFault[] =>
  file.value === null ? [] : checkTemplates(file.value).map(({ name, say }) => file.faultAt([name], say));

export const checkHours = (file: CityFile<z.output<typeof hoursSchema>>): readonly CityFault[] =>
  file.value !== null && file.value.closes <= file.value.opens
    ? [file.faultAt(['closes'], 'は opens より後の時刻にしてください。')]
    : [];

export const checkUnique = <Entry>(
  file: CityFile<readonly Entry[]>,
  field: string,
  valueOf: (entry: Entry) => string,
): readonly CityFault[] => {
  const values = (file.value ?? []).map(valueOf);
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [file.faultAt([index, field], `「${value}」はほかでも使われています。ちがうものにしてください。`)],
  );
};
