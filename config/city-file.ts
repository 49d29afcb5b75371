import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import type { z } from 'zod';
import type { CityFault } from './city-fault.ts';
import { sayIssue } from './city-issues.ts';

type Path = readonly PropertyKey[];

/** One file read: its value when it has the right shape, and a way to point at any place in it. */
export interface CityFile<Value> {
  readonly value: Value | null;
  /** What the YAML says, of whatever shape; null when it cannot be read. */
  readonly raw: unknown;
  readonly faults: readonly CityFault[];
  faultAt(path: Path, say: string): CityFault;
}

export const readCityFile = <Value>(dir: string, file: string, schema: z.ZodType<Value>): CityFile<Value> => {
  const text = readText(join(dir, file));
  if (text === null) {
    const missing = {
      file,
      line: null,
      field: '',
      say: 'ファイルがありません。見本の同じ名前のファイルを写して作ってください。',
    };
    return { value: null, raw: null, faults: [missing], faultAt: (_, say) => ({ ...missing, say }) };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  const faultAt = (path: Path, say: string): CityFault => ({
    file,
    line: lineOf(offsetOf(document, path)),
    field: fieldOf(path),
    say,
  });
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      file,
      line: lineOf(error.pos[0]),
      field: '',
      say: saySyntax(error),
    }));
    return { value: null, raw: null, faults: firstOfEachLine(faults), faultAt };
  }
  const raw: unknown = document.toJS();
  const result = schema.safeParse(raw, { error: sayIssue });
  if (result.success) return { value: result.data, raw, faults: [], faultAt };
  const faults = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => faultAt([...issue.path, key], issue.message))
      : [faultAt(issue.path, issue.message)],
  );
  return { value: null, raw, faults, faultAt };
};

const readText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};

/** Where the thing stands; for what is missing, where its nearest parent begins. */
const offsetOf = (document: Document.Parsed, path: Path): number => {
  for (let length = path.length; length >= 0; length -= 1) {
    const parent = document.getIn(path.slice(0, Math.max(0, length - 1)), true);
    const last = path[length - 1];
    if (length > 0 && isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
      continue;
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
};

/** `[3, 'examples', 1]` is 「examples（2つ目）」: the line already tells which entry of the file it is. */
const fieldOf = (path: Path): string =>
  path
    .map((step, index) =>
      typeof step !== 'number'
        ? `${index > 0 && typeof path[index - 1] === 'string' ? '.' : ''}${String(step)}`
        : index === 0
          ? ''
          : `（${step + 1}つ目）`,
    )
    .join('');

/** One slip often confuses the rest of its line, so only the first complaint of a line is told. */
const firstOfEachLine = (faults: readonly CityFault[]): readonly CityFault[] =>
  faults.filter((fault, index) => faults.findIndex(({ line }) => line === fault.line) === index);

const saySyntax = ({ code }: YAMLError): string =>
  syntax[code] ??
  '書き方が決まりに合っていません。行の先頭の空白、「:」のあとの空白、引用符の閉じ忘れを確かめてください。';

const syntax: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: '同じ名前の項目が2つあります。どちらかを消してください。',
  TAB_AS_INDENT: '行の先頭にタブがあります。半角の空白に直してください。',
  BAD_INDENT:
    '行の先頭の空白の数が合っていないか、前の行のかっこが閉じていません。前後の行を確かめてください。',
  MISSING_CHAR:
    '引用符やかっこが閉じていないか、「:」や「,」が足りません。この行と前の行を確かめてください。',
};
