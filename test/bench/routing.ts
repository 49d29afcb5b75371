import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCity } from '#config/city';
import { isCategoryId, isDepartmentId } from '#src/domain/ids';
import { startTokenizer } from '#src/main/tokenizer';
import { isSure, trainClassifier, type Classifier, type Lesson } from '#src/text/classifier';
import { features, type Features } from '#src/text/features';
import { normalise } from '#src/text/normalise';

/**
 * How well messages find their department: by cross-validation on the city's own examples, or with a folder as argument
 * on its route-train.tsv and route-test.tsv (text, tab, department).
 */
interface Sample {
  readonly text: string;
  readonly features: Features;
  readonly category: string;
  readonly department: string;
}

interface Outcome {
  readonly sample: Sample;
  readonly top: readonly string[];
  readonly topCategory: string;
  readonly isSure: boolean;
  readonly probability: number;
}

const folds = 10;

const main = async (dir: string | undefined): Promise<void> => {
  const tokenizer = await startTokenizer();
  const read = async (text: string): Promise<Features> => features(await tokenizer.tokenize(normalise(text)));
  try {
    if (dir === undefined) await crossValidate(read);
    else await trainAndTest(dir, read);
  } finally {
    await tokenizer.close();
  }
};

const crossValidate = async (read: (text: string) => Promise<Features>): Promise<void> => {
  const city = loadCity('config/city');
  const samples: Sample[] = [];
  const names: Sample[] = [];
  for (const { id, departmentId, name, plainName, examples } of city.categories) {
    for (const text of [name, plainName]) {
      names.push({ text, features: await read(text), category: id, department: departmentId });
    }
    for (const text of examples) {
      samples.push({ text, features: await read(text), category: id, department: departmentId });
    }
  }
  const outcomes = Array.from({ length: folds }, (_, fold) => {
    const train = samples.filter((_, index) => index % folds !== fold);
    const test = samples.filter((_, index) => index % folds === fold);
    return judge([...names, ...train], test);
  }).flat();
  console.log(
    `${samples.length} examples, ${city.categories.length} categories, ${folds}-fold cross-validation`,
  );
  report(outcomes);
};

const trainAndTest = async (dir: string, read: (text: string) => Promise<Features>): Promise<void> => {
  const load = async (file: string): Promise<readonly Sample[]> => {
    const rows = readFileSync(join(dir, file), 'utf8').trim().split('\n').slice(1);
    const samples: Sample[] = [];
    for (const row of rows) {
      const [text = '', department = ''] = row.split('\t');
      samples.push({ text, features: await read(text), category: department, department });
    }
    return samples;
  };
  const train = await load('route-train.tsv');
  const test = await load('route-test.tsv');
  console.log(`${train.length} texts to learn from, ${test.length} to test`);
  report(judge(train, test));
};

const judge = (train: readonly Sample[], test: readonly Sample[]): readonly Outcome[] => {
  const { classifier, departmentOf, names } = learn(train);
  return test.map((sample) => {
    const result = classifier.classify(sample.features);
    const categories = result.candidates.map(({ categoryId }) => names.get(categoryId) ?? '');
    return {
      sample,
      top: [...new Set(categories.map((category) => departmentOf.get(category) ?? ''))],
      topCategory: categories[0] ?? '',
      isSure: isSure(result),
      probability: result.departmentProbability,
    };
  });
};

/** The folder's departments have names, not keys, so each gets one here. */
const learn = (
  train: readonly Sample[],
): {
  readonly classifier: Classifier;
  readonly departmentOf: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
} => {
  const departmentOf = new Map(train.map(({ category, department }) => [category, department]));
  const departments = [...new Set(departmentOf.values())];
  const names = new Map<string, string>();
  const lessons: Lesson[] = [...departmentOf].flatMap(([category, department], index) => {
    const categoryId = `category-${index}`;
    const departmentId = `department-${departments.indexOf(department)}`;
    names.set(categoryId, category);
    if (!isCategoryId(categoryId) || !isDepartmentId(departmentId)) return [];
    const examples = train.filter((sample) => sample.category === category).map((sample) => sample.features);
    return [{ categoryId, departmentId, examples }];
  });
  const started = performance.now();
  const classifier = trainClassifier(lessons);
  trainingMs.push(performance.now() - started);
  return { classifier, departmentOf, names };
};

const trainingMs: number[] = [];

const share = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} % (${part}/${whole})`;

const report = (outcomes: readonly Outcome[]): void => {
  const right = outcomes.filter(({ sample, top }) => top[0] === sample.department);
  const sure = outcomes.filter((outcome) => outcome.isSure);
  const all = outcomes.length;
  console.log(
    `category first      ${share(outcomes.filter((o) => o.topCategory === o.sample.category).length, all)}`,
  );
  console.log(`department first    ${share(right.length, all)}`);
  console.log(
    `department in three ${share(outcomes.filter((o) => o.top.slice(0, 3).includes(o.sample.department)).length, all)}`,
  );
  console.log(`sure                ${share(sure.length, all)}`);
  console.log(
    `right when sure     ${share(sure.filter((o) => o.top[0] === o.sample.department).length, sure.length)}`,
  );
  for (const from of [0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95]) {
    const at = outcomes.filter(({ probability }) => probability >= from);
    console.log(
      `  from ${from.toFixed(2)}: ${share(at.length, all)} routed, right ${share(at.filter((o) => o.top[0] === o.sample.department).length, at.length)}`,
    );
  }
  console.log(`training            ${Math.round(Math.max(...trainingMs))} ms at most`);
};

await main(process.argv[2]);
