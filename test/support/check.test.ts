import { beforeAll, describe, expect, test } from 'vitest';
import { againstRules } from './offences/against-rules.ts';
import { againstTools } from './offences/against-tools.ts';
import { checkIn } from './sandbox.ts';

type Said = Awaited<ReturnType<typeof checkIn>>;

const browserProject = JSON.stringify({
  compilerOptions: { strict: true, noEmit: true, types: [], module: 'esnext', moduleResolution: 'bundler' },
});

describe('where each rule is broken once', () => {
  const offences = [...againstTools, ...againstRules];
  let said: Said;

  beforeAll(async () => {
    const ground = new Map([
      ['src/web/tsconfig.json', browserProject],
      ['test/emulators/line/phone/tsconfig.json', browserProject],
      ['src/main/start.ts', "import './unused-export.ts';\n"],
      ['src/domain/rather-long.ts', 'export {};\n'.repeat(161)],
    ]);
    const planted = offences.map(([, path, text]) => [path, text] as const);
    said = await checkIn(new Map([...ground, ...planted]), { yaml: '1.0.0' });
  });

  test.each(offences)('%s is caught', (_rule, path, _text, caught) => {
    expect(said.lines).toContainEqual(expect.stringContaining(`${path}:${caught}`));
  });

  test('the checks fail, every one of them', () => {
    expect(said.exitCode).toBe(1);
    expect(said.lines.filter((line) => line.startsWith('ok '))).toEqual([]);
  });

  test('a package that nobody uses is caught', () => {
    expect(said.lines).toContainEqual(expect.stringMatching(/^package\.json:\d+: Nothing uses yaml/));
  });

  test('a room without a README is caught', () => {
    expect(said.lines).toContainEqual(
      expect.stringContaining('src/store/README.md:1: Write what lives here'),
    );
  });

  test('a file over 160 lines is only asked about', () => {
    expect(said.lines).toContain('src/domain/rather-long.ts:160: (warning) 161 lines: is it one idea?');
  });
});

test('a house in order passes, whatever its comments and strings quote', async () => {
  const { lines, exitCode } = await checkIn(
    new Map([
      ['src/main/start.ts', "import { parse } from '#src/domain/order';\n\nparse(String(new Date()));\n"],
      ['src/domain/order.ts', inOrder],
      ['config/env.ts', 'export const port = Number(process.env[`PORT`] ?? `受付`);\n'],
      [
        'src/web/inbox/main.tsx',
        "import { ask } from '#web/shared/ask';\nimport './main.css';\n\nask('どこ？');\n",
      ],
      ['src/web/inbox/main.css', "@import 'tailwindcss';\n"],
      ['src/web/shared/ask.ts', 'export const ask = (question: string): string => question;\n'],
      ...['src/domain', 'src/main', 'src/web', 'config', 'test'].map(
        (room) => [`${room}/README.md`, '# What lives here\n'] as const,
      ),
      ['test/order.test.ts', "import { port } from '#config/env';\n\nprocess.exitCode = port;\n"],
    ]),
    { tailwindcss: '1.0.0' },
  );
  expect(lines.filter((line) => !line.includes('(warning)') && !line.startsWith('ok '))).toEqual([
    expect.stringMatching(/^All \d+ checks passed\.$/),
    '',
  ]);
  expect(exitCode).toBe(0);
});

test('a check that reads nothing fails', async () => {
  const { lines, exitCode } = await checkIn(new Map([['src/main/start.ts', 'export {};\n']]));
  expect(lines).toContainEqual(expect.stringMatching(/^FAIL no mocks: 0 read\. It proves nothing/));
  expect(exitCode).toBe(1);
});

const inOrder = `/** Called 「受付」 by the city. Reads process.env and Date.now() for nobody. */
const states = ['open', 'closed'] as const;

// A sentence may end with a semicolon;
export const parse = (text: string): string =>
  states.find((state) => state === text) ?? 'vi.mock, as any, new Date()';
`;
