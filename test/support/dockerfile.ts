/** One build stage: its own instructions in order, with what was written after the word. */
export interface Stage {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly word: string;
  readonly rest: string;
}

/** As much of a Dockerfile's language as ours uses; what it does not know it refuses. */
export const readDockerfile = (text: string): readonly Stage[] => {
  const stages: { name: string; steps: Step[] }[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, word = '', rest = ''] = /^([A-Z]+) (\S.*)$/.exec(line) ?? [];
    if (!known.has(word)) throw new Error(`this reader does not know: ${line}`);
    if (word === 'FROM') stages.push({ name: / AS (\w+)$/.exec(rest)?.[1] ?? 'final', steps: [] });
    stages.at(-1)?.steps.push({ word, rest });
  }
  return stages;
};

const known = new Set('FROM WORKDIR COPY RUN ENV USER VOLUME EXPOSE HEALTHCHECK CMD'.split(' '));

export interface Copy {
  /** The stage it is taken from; null for the folder that is built from. */
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly target: string;
}

export const copiesOf = ({ steps }: Stage): readonly Copy[] =>
  steps.filter(({ word }) => word === 'COPY').map(({ rest }) => copyOf(rest));

export const copyOf = (rest: string): Copy => {
  const words = rest.split(' ');
  const from = /^--from=(\w+)$/.exec(words[0] ?? '')?.[1] ?? null;
  const paths = from === null ? words : words.slice(1);
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
};

/** The last one's, since a later one replaces an earlier one. */
export const lastOf = ({ steps }: Stage, word: string): string =>
  steps.findLast((step) => step.word === word)?.rest ?? '';

export const settingsOf = ({ steps }: Stage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    steps
      .filter(({ word }) => word === 'ENV')
      .flatMap(({ rest }) => rest.split(' '))
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );

/** Paths that `.dockerignore` lets in, when it shuts all out and names what may enter. */
export const admittedBy = (dockerignore: string): ReadonlySet<string> => {
  const rules = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const [first, ...rest] = rules;
  if (first !== '*' || rest.some((rule) => !/^![\w./-]+$/.test(rule)))
    throw new Error('this reader knows only “nothing but what is named”');
  return new Set(rest.map((rule) => rule.slice(1)));
};
