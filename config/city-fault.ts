/** One mistake in a city file, told to the clerk who made it. */
export interface CityFault {
  readonly file: string;
  /** Null when the file itself is missing. */
  readonly line: number | null;
  readonly field: string;
  /** What is wrong and what to do, in Japanese. */
  readonly say: string;
}

/** Carries every mistake in all files at once, so that a clerk mends them in one go. */
export class CityFileError extends Error {
  override readonly name = 'CityFileError';
  readonly faults: readonly CityFault[];

  constructor(faults: readonly CityFault[]) {
    const inOrder = faults.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
    super(
      [
        `市の設定ファイルに直すところが${inOrder.length}か所あります。直してから、もう一度始めてください。`,
        ...inOrder.map((fault) => `・${sayFault(fault)}`),
      ].join('\n'),
    );
    this.faults = inOrder;
  }
}

const sayFault = ({ file, line, field, say }: CityFault): string => {
  const place = line === null ? file : `${file} ${line}行目`;
  // A complaint that begins with a particle reads on from the field's name.
  if (/^(は|が|の|という)/.test(say) && field !== '') return `${place} 「${field}」${say}`;
  return field === '' ? `${place}：${say}` : `${place} ${field}：${say}`;
};
