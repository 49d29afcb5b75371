import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, type Node } from 'acorn';
import { beforeAll, expect, test } from 'vitest';
import { repository } from '#src/main/build-pages';
import { buildWeb } from '#src/main/build-web';

/** What Chrome 70 and Safari 13 lack. `ResizeObserver` is asked for before it is used. */
const newerCalls = new Set(
  (
    '.at .replaceAll .matchAll .hasOwn .fromEntries .allSettled .any .toSorted .toReversed .toSpliced .findLast .findLastIndex ' +
    '.randomUUID .replaceChildren .isWellFormed .arrayBuffer .groupBy .withResolvers .checkVisibility .showPicker ' +
    'structuredClone queueMicrotask requestIdleCallback BroadcastChannel WeakRef AggregateError'
  ).split(' '),
);

/** What these browsers would drop, and with it the looks that hang on it. */
const newerStyle =
  /@layer|@container|@property|oklch|oklab|color-mix|light-dark|:has\(|:is\(|:where\(|(?<![\w-])inset:|aspect-ratio|\d(?:[dsl]v[hwib]|cq\w)|(?:min|max|clamp)\(|width\s*[<>]|&/;

const web = join(repository, 'dist/web');
const read = (path: string) => readFile(join(web, path), 'utf8');
const built = async (ending: 'js' | 'css') => {
  const name = (await readdir(join(web, 'assets'))).find(
    (file) => file.startsWith('chat-') && file.endsWith(ending),
  );
  return read(`assets/${name}`);
};

beforeAll(async () => void (await buildWeb()), 60_000);

test('the chat page is written in the language of 2018', async () => {
  const program = parse(await built('js'), { ecmaVersion: 2018, sourceType: 'module' });
  expect(callsIn(program).filter((name) => newerCalls.has(name))).toEqual([]);
});

test('the script for the city’s site is written in the language of 2015, and leaves no name behind', async () => {
  const program = parse(await read('embed.js'), { ecmaVersion: 2015, sourceType: 'script' });
  expect(callsIn(program).filter((name) => newerCalls.has(name))).toEqual([]);
  expect(program.body.map(({ type }) => type)).toEqual(['ExpressionStatement']);
});

test('the chat’s style sheet asks for nothing that a browser of 2018 does not draw', async () => {
  const css = await built('css');
  expect(newerStyle.exec(css)?.[0] ?? null).toBeNull();
  const rowsWithGap = [...css.matchAll(/{[^{}]*display:(?:inline-)?flex[^{}]*}/g)].filter(([rule]) =>
    /[{;](?:row-|column-)?gap:/.test(rule),
  );
  expect(rowsWithGap).toEqual([]);
});

test('the chat page holds nothing that its strict policy refuses', async () => {
  const html = await read('chat/index.html');
  expect(html).not.toMatch(/<style|style=|data:|\son\w+=/);
  expect([...html.matchAll(/<script([^>]*)>([^<]*)</g)].map(([, , inside]) => inside)).toEqual(['']);
  expect(await built('css')).not.toContain('data:');
});

test('what a newer browser could do is found when it is there', () => {
  const program = parse('const a = [1].at(-1); Object.hasOwn({}, "b")', { ecmaVersion: 2018 });
  expect(callsIn(program).filter((name) => newerCalls.has(name))).toEqual(['.at', '.hasOwn']);
  expect(newerStyle.test('@media (width >= 40em){p{color:red}}')).toBe(true);
});

/** Every function and, with a dot, every method that a program calls; a shortened function may be called `at`. */
const callsIn = (node: Node): readonly string[] => {
  const called = 'callee' in node && isNode(node.callee) ? nameOf(node.callee) : [];
  return [...called, ...Object.values(node).flat().filter(isNode).flatMap(callsIn)];
};

const nameOf = (callee: Node): readonly string[] => {
  if ('property' in callee && isNode(callee.property))
    return nameOf(callee.property).map((name) => `.${name}`);
  return 'name' in callee && typeof callee.name === 'string' ? [callee.name] : [];
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
