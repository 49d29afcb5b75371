import type { Source } from './source.ts';

/** One thing that `npm run check` looks at: a tool of others, or a rule of our own. */
export type Check = {
  readonly name: string;
  readonly run: (house: House) => Outcome | Promise<Outcome>;
};

/** Every text file that git keeps or would keep. */
export type House = { readonly root: string; readonly sources: readonly Source[] };

/** `read` names what was looked at, so that a check which looked at nothing is not taken for a pass. */
export type Outcome = { readonly read: number; readonly findings: readonly Finding[] };

export type Finding = {
  readonly weight: 'fails' | 'warns';
  readonly path: string;
  readonly line: number;
  /** A sentence that says what to do. */
  readonly says: string;
};

export type Remark = { readonly line: number; readonly says: string };

type FileRule = {
  readonly name: string;
  readonly reads: (path: string) => boolean;
  readonly judge: (source: Source) => readonly Remark[];
};

/** A rule that needs one file at a time. */
export const perFile = ({ name, reads, judge }: FileRule): Check => ({
  name,
  run: ({ sources }) => {
    const read = sources.filter((source) => reads(source.path));
    const findings = read.flatMap((source) =>
      judge(source).map(({ line, says }): Finding => ({ weight: 'fails', path: source.path, line, says })),
    );
    return { read: read.length, findings };
  },
});

export const isCode = (path: string): boolean => /\.tsx?$/.test(path);
