import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operations } from '#src/http/contract/operations';
import { problem } from '#src/http/contract/problem';
import { road } from '#test/support/city-hall';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { clerkOf, type WebSession } from '#test/support/web-session';
import { layMatter } from '#test/support/laid-matter';

let web: OpenWeb;
let clerk: WebSession;

beforeAll(async () => {
  web = await openWeb();
  clerk = await clerkOf(web, road);
});
afterAll(() => web.close());

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.strictObject({ schema }));
const described = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(5),
  security: z
    .array(z.union([z.strictObject({ session: z.tuple([]) }), z.strictObject({ talk: z.tuple([]) })]))
    .optional(),
  'x-gate': z.enum(['anyone', 'session', 'staff', 'administrator', 'resident']),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema,
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^(2\d\d|default)$/),
    z.strictObject({ description: z.string(), content: content.optional() }),
  ),
});
const document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  components: z.strictObject({
    schemas: z.record(z.string(), schema),
    securitySchemes: z.strictObject({
      session: z.looseObject({ type: z.literal('apiKey') }),
      talk: z.looseObject({ type: z.literal('apiKey') }),
    }),
  }),
  paths: z.record(z.string().startsWith('/api/'), z.record(z.string(), described)),
});

const read = async () => {
  const text = await (await fetch(`${web.base}/api/openapi.json`)).text();
  const { paths, components } = document.parse(JSON.parse(text));
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  return { text, components, all };
};

const schemasOf = ({ parameters, requestBody, responses }: z.infer<typeof described>) => [
  ...parameters.map((parameter) => parameter.schema),
  ...[requestBody, ...Object.values(responses)].flatMap((part) =>
    Object.values(part?.content ?? {}).map((media) => media.schema),
  ),
];

test('the document describes every operation of the contract, each under a name of its own', async () => {
  const { all } = await read();
  const names = all.map(({ operationId }) => operationId);
  expect(names.toSorted()).toEqual(Object.keys(operations).toSorted());
  expect(new Set(names).size).toBe(names.length);
});

test('every parameter of a path is declared, and none that the path has not', async () => {
  const { all } = await read();
  for (const { path, parameters, operationId } of all) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((parameter) => parameter.in === 'path');
    expect([operationId, declared.map(({ name }) => name)]).toEqual([operationId, inPath]);
    expect(declared.every(({ required }) => required)).toBe(true);
  }
});

test('every schema can be read, and every reference leads somewhere', async () => {
  const { all, components, text } = await read();
  for (const reference of text.matchAll(/"\$ref":"([^"]+)"/g)) {
    expect(Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`)).toContain(
      reference[1],
    );
  }
  const found = all.flatMap((operation) => schemasOf(operation).map((part) => ({ ...operation, part })));
  for (const { operationId, part } of found) {
    if ('$ref' in part) continue;
    expect([operationId, z.fromJSONSchema(part)]).toEqual([operationId, expect.any(z.ZodType)]);
    expect([operationId, Object.keys(part).length > 0]).toEqual([operationId, true]);
  }
  expect(() => z.fromJSONSchema(components.schemas['Problem'] ?? {})).not.toThrow();
});

test('what changes something says that it wants the token', async () => {
  const { all } = await read();
  for (const { operationId, method, parameters, 'x-gate': gate, security } of all) {
    const wants = method !== 'get' && gate !== 'anyone' && gate !== 'resident';
    expect([operationId, parameters.some(({ name }) => name === 'x-csrf-token')]).toEqual([
      operationId,
      wants,
    ]);
    expect([operationId, security !== undefined]).toEqual([operationId, gate !== 'anyone']);
  }
});

test('every operation has its route: none of them is unknown to the app', async () => {
  const { all } = await read();
  for (const { method, path, operationId, 'x-gate': gate } of all) {
    if (gate === 'anyone') continue;
    const url = `${web.base}${path.replaceAll(/\{\w+\}/g, crypto.randomUUID())}`;
    const response = await fetch(url, { method: method.toUpperCase() });
    expect([operationId, response.status]).toEqual([operationId, 401]);
  }
});

test('a matter is answered as the document says', async () => {
  const laid = await layMatter(web.hall.url, road, 'open', clerk.staffId);
  const { all } = await read();
  const readMatter = all.find(({ operationId }) => operationId === 'readMatter');
  const promised = readMatter?.responses['200']?.content?.['application/json']?.schema;
  const response = await fetch(`${web.base}/api/matters/${laid.id}`, { headers: clerk.headers });
  const answered: unknown = await response.json();
  const checked = z.fromJSONSchema(promised ?? {}).safeParse(answered);
  expect(checked.error).toBeUndefined();
});

test('words that no database can keep are the sender’s mistake', async () => {
  const laid = await layMatter(web.hall.url, road);
  for (const text of ['\u0000', 'a\u0000b', '\ud800']) {
    const response = await fetch(`${web.base}/api/matters/${laid.id}/notes`, {
      method: 'POST',
      headers: { ...clerk.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ id: crypto.randomUUID(), text }),
    });
    expect([response.status, problem.parse(await response.json()).fields?.[0]?.path]).toEqual([400, 'text']);
  }
});
