import { readFileSync } from 'node:fs';

/** Settings that may come as the path of a file instead, in `NAME_FILE`: so container platforms hand out what is secret. */
export const secretNames = [
  'DATABASE_URL',
  'REDIS_URL',
  'LINE_CHANNEL_SECRET',
  'LINE_CHANNEL_ACCESS_TOKEN',
  'METRICS_TOKEN',
] as const;

export interface WithSecrets {
  readonly source: Readonly<Record<string, string | undefined>>;
  readonly faults: readonly string[];
}

/** The settings with the files' contents in their places. A fault names the setting and the file, never what is in it. */
export const readSecretFiles = (source: WithSecrets['source']): WithSecrets => {
  const found: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of secretNames) {
    const path = source[`${name}_FILE`] ?? '';
    if (path === '') continue;
    if ((source[name] ?? '') !== '') {
      faults.push(`${name}_FILE: ${name} is set as well; keep one of them`);
      continue;
    }
    const content = contentOf(path);
    if (content === null) faults.push(`${name}_FILE: ${path} cannot be read by this user`);
    else if (content === '') faults.push(`${name}_FILE: ${path} is empty`);
    else found[name] = content;
  }
  return { source: { ...source, ...found }, faults };
};

/** Editors and `echo` end a file with a newline that is no part of the secret. */
const contentOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').replace(/[\r\n]+$/, '');
  } catch {
    return null;
  }
};
