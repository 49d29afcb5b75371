import { templateNames } from '#src/domain/city';
import type { CityFault } from './city-fault.ts';
import type { CityFile } from './city-file.ts';
import { sketchEntries, sketchList, sketchTexts, type Entry } from './city-sketch.ts';
import { chatFaults, templateFaults } from './city-templates.ts';

type File = CityFile<unknown>;

export const checkDepartments = (file: File): readonly CityFault[] => {
  const entries = sketchEntries(file.raw);
  const desks = entries.flatMap(({ sortingDesk }, index) => (sortingDesk ? [index] : []));
  const missing =
    entries.length > 0 && desks.length === 0
      ? [file.faultAt([], '振り分け担当がありません。1つの部署に「sortingDesk: true」を付けてください。')]
      : [];
  const others = desks
    .slice(1)
    .map((index) =>
      file.faultAt(
        [index, 'sortingDesk'],
        '振り分け担当は1つだけです。ほかの部署から「sortingDesk: true」を消してください。',
      ),
    );
  return [...missing, ...others, ...checkUnique(file, 'id'), ...checkUnique(file, 'name')];
};

export const checkCategories = (file: File, departments: File): readonly CityFault[] => [
  ...checkUnique(file, 'id'),
  ...checkDepartmentOf(file, departments),
  ...checkExamples(file),
];

const checkDepartmentOf = (file: File, departments: File): readonly CityFault[] => {
  const known = new Set(sketchEntries(departments.raw).map(({ id }) => id));
  if (known.size === 0) return [];
  return sketchEntries(file.raw).flatMap(({ department }, index) => {
    if (department === '' || known.has(department)) return [];
    const say = `「${department}」という部署は departments.yaml にありません。departments.yaml の id のどれかを書いてください。`;
    return [file.faultAt([index, 'department'], say)];
  });
};

export const checkAnswers = (file: File, categories: File): readonly CityFault[] => {
  const known = new Set(sketchEntries(categories.raw).map(({ id }) => id));
  const strangers = sketchEntries(file.raw).flatMap(({ category }, index) => {
    if (category === '' || known.size === 0 || known.has(category)) return [];
    const say = `「${category}」という分類は categories.yaml にありません。categories.yaml の id のどれかを書いてください。`;
    return [file.faultAt([index, 'category'], say)];
  });
  return [...checkUnique(file, 'id'), ...strangers];
};

/** The same sentence under two categories would teach the classifier nothing. */
const checkExamples = (file: File): readonly CityFault[] => {
  const firstUse = new Map<string, string>();
  return sketchEntries(file.raw).flatMap(({ examples, name }, index) =>
    examples.flatMap((example, position) => {
      const before = firstUse.get(example);
      firstUse.set(example, before ?? name);
      if (example === '' || before === undefined) return [];
      const say = `「${example}」は「${before}」にもあります。どちらかを消してください。`;
      return [file.faultAt([index, 'examples', position], say)];
    }),
  );
};

export const checkTemplates = (file: File): readonly CityFault[] => {
  const texts = sketchTexts(file.raw);
  return templateNames.flatMap((name) => {
    const text = texts.get(name);
    return text === undefined
      ? []
      : templateFaults(name, text.trim()).map((say) => file.faultAt([name], say));
  });
};

export const checkChat = (file: File): readonly CityFault[] => {
  const texts = sketchTexts(file.raw);
  const single = (['greeting', 'whenOpen', 'whenClosed'] as const).flatMap((name) => {
    const text = texts.get(name);
    return text === undefined ? [] : chatFaults(name, text.trim()).map((say) => file.faultAt([name], say));
  });
  const privacy = sketchList(file.raw, 'privacy').flatMap((text, index) =>
    chatFaults('privacy', text.trim()).map((say) => file.faultAt(['privacy', index], say)),
  );
  return [...single, ...privacy];
};

export const checkHours = (
  file: CityFile<{ readonly opens: number; readonly closes: number }>,
): readonly CityFault[] =>
  file.value !== null && file.value.closes <= file.value.opens
    ? [file.faultAt(['closes'], 'は opens より後の時刻にしてください。')]
    : [];

export const checkUnique = (file: File, field: keyof Entry & ('id' | 'name')): readonly CityFault[] => {
  const values = sketchEntries(file.raw).map((entry) => entry[field]);
  return values.flatMap((value, index) =>
    value === '' || values.indexOf(value) === index
      ? []
      : [file.faultAt([index, field], `「${value}」はほかでも使われています。ちがうものにしてください。`)],
  );
};
