import { expect, test } from 'vitest';
import { importLaw } from './import-law.ts';
import { Source } from './source.ts';

const says = async (path: string, ...imports: readonly string[]): Promise<readonly string[]> => {
  const sources = [new Source(path, imports.map((line) => `${line};\n`).join(''))];
  const { findings } = await importLaw.run({ root: '', sources });
  return findings.map(({ line }) => imports[line - 1] ?? 'no such line');
};

const refused: readonly (readonly [path: string, ...imports: readonly string[]])[] = [
  ['src/domain/a.ts', "import '#src/text/b'", "import 'zod'", "import 'node:fs'", "import '#config/env'"],
  ['src/text/a.ts', "import '#src/ports/b'", "import 'zod'", "import 'kuromoji'", "import 'node:path'"],
  ['src/ports/a.ts', "import '#src/text/b'", "import '#src/store/b'", "import 'pg'"],
  ['src/queue/a.ts', "import '#src/store/b'", "import '#src/usecases/b'", "import 'pg'"],
  ['src/store/a.ts', "import '#src/ports/b'", "import '#src/queue/b'", "import 'bullmq'", "import 'ioredis'"],
  [
    'src/usecases/a.ts',
    "import '#src/http/b'",
    "import '#adapters/line/b'",
    "import '#config/city'",
    "import 'kysely'",
  ],
  [
    'src/http/a.ts',
    "import '#src/queue/b'",
    "import '#src/text/b'",
    "import '#workers/b'",
    "import '#src/main/b'",
    "import '#web/b'",
  ],
  ['src/web/inbox/a.tsx', "import '#src/http/contract/b'", "import type { C } from '#src/http/app'"],
  [
    'src/web/inbox/b.tsx',
    "import type { C } from '#src/domain/matter'",
    "import 'express'",
    "import 'node:fs'",
  ],
  ['adapters/line/a.ts', "import '#adapters/discord/b'", "import '#src/store/b'", "import '#src/usecases/b'"],
  ['adapters/line/b.ts', "import '#adapters/index'", "import 'discord.js'"],
  ['adapters/shared/a.ts', "import '#adapters/line/b'", "import '@line/bot-sdk'"],
  ['adapters/index.ts', "import '#src/store/b'", "import '@line/bot-sdk'"],
  [
    'workers/a.ts',
    "import '#adapters/line/b'",
    "import '#src/http/b'",
    "import '#src/text/b'",
    "import 'bullmq'",
  ],
  ['config/city.ts', "import '#src/ports/b'", "import '#src/main/b'", "import 'express'"],
  ['src/main/wire.ts', "import 'pg'", "import 'vite'", "import 'react'"],
  ['src/cellar/a.ts', "import '#src/domain/b'"],
  [
    'src/usecases/b.ts',
    "export { c } from '#src/http/b'",
    "export * from '#src/http/b'",
    "await import('#src/http/b')",
  ],
  [
    'src/usecases/c.ts',
    "type C = import('#src/http/b').C",
    'await import(name)',
    "import 'left-out'",
    "import 'fs'",
  ],
  ['src/usecases/d.ts', "import './../http/app.ts'"],
];

test.each(refused)('%s is refused what the law refuses it', async (path, ...imports) => {
  expect(await says(path, ...imports)).toEqual(imports);
});

const allowed: typeof refused = [
  ['src/domain/a.ts', "import './b.ts'", "import '#src/domain/parts/b'"],
  ['src/text/a.ts', "import '#src/domain/b'"],
  ['src/ports/a.ts', "import '#src/domain/b'", "import 'zod'", "import 'node:stream'"],
  [
    'src/queue/a.ts',
    "import '#src/domain/b'",
    "import '#src/ports/b'",
    "import 'bullmq'",
    "import 'ioredis'",
  ],
  ['src/store/a.ts', "import '#src/domain/b'", "import 'pg'", "import 'kysely'", "import 'zod'"],
  [
    'src/usecases/a.ts',
    "import '#src/text/b'",
    "import '#src/ports/b'",
    "import '#src/queue/b'",
    "import '#src/store/b'",
  ],
  [
    'src/http/a.ts',
    "import '#src/store/b'",
    "import '#src/usecases/b'",
    "import 'express'",
    "import 'helmet'",
  ],
  [
    'src/web/inbox/a.tsx',
    "import type { C } from '#src/http/contract/b'",
    "import '#web/shared/b'",
    "import 'react-dom/client'",
  ],
  ['adapters/line/a.ts', "import '#src/ports/b'", "import '#adapters/shared/b'", "import '@line/bot-sdk'"],
  ['adapters/index.ts', "import './line/b.ts'", "import '#adapters/discord/b'"],
  [
    'workers/a.ts',
    "import '#src/domain/b'",
    "import '#src/ports/b'",
    "import '#src/queue/b'",
    "import '#src/store/b'",
  ],
  ['config/city.ts', "import '#src/domain/b'", "import 'yaml'", "import '@holiday-jp/holiday_jp'"],
  [
    'src/main/wire.ts',
    "import '#adapters/index'",
    "import '#workers/index'",
    "import '#config/env'",
    "import 'kuromoji'",
  ],
  ['src/main/build-web.ts', "import 'vite'"],
  ['vite.config.ts', "import 'vite'", "import '@vitejs/plugin-react'"],
  ['test/a.test.ts', "import '#src/http/b'", "import 'pg'", "import 'vitest'", "import 'undeclared'"],
];

test.each(allowed)('%s is granted what the law grants it', async (path, ...imports) => {
  expect(await says(path, ...imports)).toEqual([]);
});
