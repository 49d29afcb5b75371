import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { problem } from '#src/http/contract/problem';
import { close } from '#src/usecases/close';
import { road, water } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';
import { clerkOf, comeIn, staffIdOf, type WebSession } from '#test/support/web-session';
import { plans, type Plan } from './operation-plans.ts';

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly gate: string;
}

interface Caller {
  readonly headers: Readonly<Record<string, string>>;
}

let web: OpenWeb;
let operations: readonly Operation[];
let theirs: LaidMatter;
let waterClerk: WebSession;

const document = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), 'x-gate': z.string() })),
  ),
});

beforeAll(async () => {
  web = await openWeb();
  const { paths } = document.parse(await (await fetch(`${web.base}/api/openapi.json`)).json());
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, 'x-gate': gate }]) => ({
      name: operationId,
      method: method.toUpperCase(),
      path,
      gate,
    })),
  );
  waterClerk = await clerkOf(web, water);
  theirs = await lay('open');
  // The first look at a resident's cookie makes the key that all are signed with.
  await fetch(`${web.base}/api/chat/talk`);
});
afterAll(() => web.close());

const lay = async (state: Parameters<typeof layMatter>[2]): Promise<LaidMatter> => {
  const laid = await layMatter(web.hall.url, water, state, waterClerk.staffId);
  for (const key of [laid.storedId, laid.previewId])
    await web.media.put(key, Readable.from([Buffer.from('png')]), 100);
  return laid;
};

const planOf = ({ name }: Operation): Plan => {
  const plan = plans[name];
  if (plan === undefined) throw new Error(`Tell the walk in operation-plans.ts how to call ${name}.`);
  return plan;
};

/** Status, body, and every header but the clock's. */
const ask = async (operation: Operation, caller: Caller, id: string, plan: Plan, asked = '') => {
  const body = plan.names === 'nothing' || plan.names === 'stream' ? undefined : plan.body;
  const said: unknown = typeof body === 'function' ? body() : body;
  const file = 'file' in plan ? plan.file : undefined;
  const query = 'query' in plan ? plan.query : asked;
  const response = await fetch(`${web.base}${operation.path.replace(/\{\w+\}/, id)}${query}`, {
    method: operation.method,
    headers: { ...caller.headers, ...(said !== undefined && { 'content-type': 'application/json' }) },
    body: said === undefined ? (file ?? null) : JSON.stringify(said),
  });
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
  return { status: response.status, headers, body: await response.text() };
};

const idIn = (plan: Plan, laid: LaidMatter): string => ('idOf' in plan ? plan.idOf(laid) : laid.id);
const codeOf = (answer: { readonly body: string }) => problem.parse(JSON.parse(answer.body)).code;

test('the walk knows how to call every operation of the contract, and no others', () => {
  expect(operations.map(({ name }) => name).toSorted()).toEqual(Object.keys(plans).toSorted());
});

test('to staff of another department every operation answers as if the thing were not there', async () => {
  const outsider = await clerkOf(web, road);
  const before = await dumpTables(web.hall.url);
  for (const operation of operations) {
    const plan = planOf(operation);
    switch (plan.names) {
      case 'matter':
      case 'message':
      case 'attachment':
      case 'upload': {
        const found = await ask(operation, outsider, plan.idOf(theirs), plan);
        expect([operation.name, found]).toEqual([
          operation.name,
          await ask(operation, outsider, randomUUID(), plan),
        ]);
        expect([operation.name, found.status, codeOf(found)]).toEqual([operation.name, 404, 'not-found']);
        break;
      }
      case 'nothing':
        for (const asked of plan.queries) {
          const found = await ask(operation, outsider, '', plan, asked);
          expect([operation.name, asked, found.status]).toEqual([operation.name, asked, 200]);
          for (const secret of theirs.secrets) expect(found.body).not.toContain(secret);
          if (operation.name === 'countMatters') expect(found.body).not.toMatch(/[1-9]/);
        }
        break;
      case 'staff': {
        const found = await ask(operation, outsider, waterClerk.staffId, plan);
        expect(found).toEqual(await ask(operation, outsider, randomUUID(), plan));
        expect([operation.name, codeOf(found)]).toEqual([operation.name, 'forbidden']);
        break;
      }
      case 'oneself': {
        const again = await comeIn(web, outsider.email, outsider.password);
        const found = await ask(operation, again, 'a-link-that-nobody-made', plan);
        expect([operation.name, found.status]).toEqual([operation.name, plan.status]);
        break;
      }
      case 'stream':
        break;
    }
  }
  expect(await dumpTables(web.hall.url)).toEqual(before);
  expect(web.nudges).toEqual([]);
});

/** Everybody who must be turned away at the gate, whatever they name. */
const callers: readonly (readonly [string, () => Promise<Caller>, number, string])[] = [
  ['nobody', () => Promise.resolve({ headers: {} }), 401, 'not-logged-in'],
  [
    'a made-up cookie',
    () => Promise.resolve({ headers: { cookie: 'kodama=made-up', 'x-csrf-token': 'x' } }),
    401,
    'not-logged-in',
  ],
  [
    'somebody deactivated whose session was forgotten',
    async () => {
      const left = await clerkOf(web, water);
      await query(web.hall.url, `update staff set state = 'inactive' where id = $1`, [left.staffId]);
      return left;
    },
    401,
    'not-logged-in',
  ],
  [
    'the first administrator with the one-time password',
    () => comeIn(web, web.hall.chief.email, web.hall.chief.password),
    403,
    'password-change-required',
  ],
];

test.each(callers)('%s is turned away from every operation', async (_who, come, status, code) => {
  const caller = await come();
  const before = await dumpTables(web.hall.url);
  for (const operation of operations) {
    if (operation.gate === 'anyone' || operation.gate === 'resident') continue;
    if (operation.gate === 'session' && status === 403) continue;
    const plan = planOf(operation);
    const found = await ask(operation, caller, idIn(plan, theirs), plan);
    expect([operation.name, found.status, codeOf(found)]).toEqual([operation.name, status, code]);
    expect(found).toEqual(await ask(operation, caller, randomUUID(), plan));
  }
  expect(await dumpTables(web.hall.url)).toEqual(before);
});

/** What is done by supervisors, or by an administrator who belongs to the department. */
const supervised = new Set(['assign', 'eraseMessage', 'eraseResident']);

test('the department itself can do all of it, so that the walk proves something', async () => {
  for (const operation of operations) {
    const plan = planOf(operation);
    if (!('idOf' in plan)) continue;
    const laid = await lay(plan.state);
    const clerk = supervised.has(operation.name) ? await clerkOf(web, water, 'supervisor') : waterClerk;
    if (operation.name === 'eraseResident')
      await query(web.hall.url, 'update staff set is_administrator = true where id = $1', [clerk.staffId]);
    if (operation.name === 'undo') {
      await close(web.context, { staffId: staffIdOf(clerk), matterId: laid.id, reason: 'solved' });
    }
    const found = await ask(operation, clerk, plan.idOf(laid), plan);
    expect([operation.name, [200, 201, 204].includes(found.status), found.body]).toEqual([
      operation.name,
      true,
      found.body,
    ]);
  }
  const listed = await fetch(`${web.base}/api/matters?view=all`, { headers: waterClerk.headers });
  expect(await listed.text()).toContain(theirs.number);
});
