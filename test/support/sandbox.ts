import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './tools/run-tool.ts';

const settings = [
  '.oxlintrc.json',
  '.prettierrc.json',
  '.prettierignore',
  '.gitignore',
  'knip.config.ts',
  'tsconfig.json',
];

const packageJson = {
  name: 'sandbox',
  type: 'module',
  imports: {
    '#src/*': './src/*.ts',
    '#adapters/*': './adapters/*.ts',
    '#workers/*': './workers/*.ts',
    '#config/*': './config/*.ts',
    '#test/*': './test/*.ts',
  },
  dependencies: {},
};

/** What `npm run check` says of a repository with our settings and these files. */
export const checkIn = async (
  files: ReadonlyMap<string, string>,
  dependencies: Readonly<Record<string, string>> = {},
): Promise<{ readonly lines: readonly string[]; readonly exitCode: number | null }> => {
  const repository = process.cwd();
  const sandbox = await mkdtemp(join(tmpdir(), 'kodama-check-'));
  try {
    await symlink(join(repository, 'node_modules'), join(sandbox, 'node_modules'));
    await Promise.all(settings.map((name) => copyFile(join(repository, name), join(sandbox, name))));
    await plant(sandbox, 'package.json', `${JSON.stringify({ ...packageJson, dependencies }, null, 2)}\n`);
    for (const [path, text] of files) await plant(sandbox, path, text);
    await run(sandbox, 'git', ['init', '--quiet']);
    const { stdout, exitCode } = await run(sandbox, process.execPath, [
      join(repository, 'test/support/check.ts'),
    ]);
    return { lines: stdout.split('\n'), exitCode };
  } finally {
    await rm(sandbox, { recursive: true });
  }
};

const plant = async (sandbox: string, path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(sandbox, path)), { recursive: true });
  await writeFile(join(sandbox, path), text);
};
