import { afterAll, beforeAll, expect, test } from 'vitest';
import { problem } from '#src/http/contract/problem';
import { road } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { clerkOf, type WebSession } from '#test/support/web-session';

let web: OpenWeb;
let clerk: WebSession;
let laid: LaidMatter;

beforeAll(async () => {
  web = await openWeb();
  clerk = await clerkOf(web, road);
  laid = await layMatter(web.hall.url, road);
});
afterAll(() => web.close());

const ask = (method: string, path: string, init: RequestInit = {}) =>
  fetch(`${web.base}${path}`, { method, headers: clerk.headers, ...init });

const refusal = async (response: Response) => {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { code, status, type } = problem.parse(await response.json());
  expect([status, type]).toEqual([response.status, `urn:kodama:problem:${code}`]);
  return [status, code];
};

test('what the API does not know is refused in its own words, by every method', async () => {
  for (const path of ['/api', '/api/', '/api/nothing', '/api/matters/', '/api/matters/x/y/z']) {
    if (path !== '/api/matters/') expect(await refusal(await ask('GET', path))).toEqual([404, 'not-found']);
    expect(await refusal(await ask('PUT', path))).toEqual([404, 'not-found']);
  }
  expect(await refusal(await ask('DELETE', '/api/matters'))).toEqual([404, 'not-found']);
  expect(await refusal(await ask('GET', '/api/matters/not-an-id'))).toEqual([404, 'not-found']);
  expect(await refusal(await ask('GET', `/api/matters/${laid.id.toUpperCase()}`))).toEqual([
    404,
    'not-found',
  ]);
  expect(await refusal(await ask('GET', '/api/matters/%E0%A4%A'))).toEqual([400, 'invalid-request']);
});

test('a mistake in the request is told field by field', async () => {
  const response = await ask('GET', '/api/matters?limit=0&view=none');
  const { fields = [] } = problem.parse(await response.json());
  expect(fields.map(({ path }) => path).toSorted()).toEqual(['limit', 'view']);
  const json = { ...clerk.headers, 'content-type': 'application/json' };
  for (const body of ['{', '[]', '"x"', '{"reason":"bored"}']) {
    const refused = await ask('POST', `/api/matters/${laid.id}/close`, { headers: json, body });
    expect(await refusal(refused)).toEqual([400, 'invalid-request']);
  }
  const large = JSON.stringify({ reason: 'x'.repeat(300_000) });
  const refused = await ask('POST', `/api/matters/${laid.id}/close`, { headers: json, body: large });
  expect(await refusal(refused)).toEqual([413, 'too-large']);
});

test('nothing changes without the token that only our own page knows', async () => {
  const cookie = clerk.headers['cookie'] ?? '';
  const other = await clerkOf(web, road);
  for (const headers of [{ cookie }, { cookie, 'x-csrf-token': other.headers['x-csrf-token'] ?? '' }]) {
    const path = `/api/matters/${laid.id}/read`;
    expect(await refusal(await ask('PUT', path, { headers }))).toEqual([403, 'csrf']);
  }
});

test('every page, answer and refusal carries a policy that lets nothing foreign in', async () => {
  for (const path of [
    '/',
    '/matters/x',
    '/assets/main.js',
    '/assets/none.js',
    '/api/session',
    '/api/nothing',
  ]) {
    const response = await ask('GET', path);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect([path, policy]).toEqual([path, expect.stringContaining("default-src 'none'")]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|\bdata:|unsafe-eval|script-src[^;]*unsafe/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-powered-by')).toBeNull();
    if (path.startsWith('/api')) expect(response.headers.get('cache-control')).toBe('no-store');
  }
});

test('a page of the inbox that is no file is the inbox; a part of it that is not there is not', async () => {
  const html = { accept: 'text/html' };
  for (const path of ['/', '/matters/0190', '/staff', '/invitations/abc']) {
    const page = await ask('GET', path, { headers: html });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Kodama')]);
  }
  expect((await ask('GET', '/assets/main.js')).status).toBe(200);
  expect(await refusal(await ask('GET', '/assets/none.js'))).toEqual([404, 'not-found']);
  expect(await refusal(await ask('GET', '/matters/x', { headers: { accept: 'application/json' } }))).toEqual([
    404,
    'not-found',
  ]);
  expect(await refusal(await ask('POST', '/matters/x'))).toEqual([404, 'not-found']);
  for (const path of ['/..%2f..%2fpackage.json', '/assets/..%2f..%2fmedia', '/.env']) {
    expect((await ask('GET', path, { headers: { accept: '*/*' } })).status).not.toBe(500);
  }
});

test('HEAD answers like GET without a body, also where GET never ends', async () => {
  for (const path of ['/', '/api/session', '/api/matters', '/api/live', '/healthz']) {
    const head = await ask('HEAD', path, { signal: AbortSignal.timeout(5_000) });
    expect([path, head.status, await head.text()]).toEqual([path, 200, '']);
  }
  expect((await ask('HEAD', `/api/matters/${crypto.randomUUID()}`)).status).toBe(404);
});

test('no other site is told that it may ask', async () => {
  for (const path of ['/api/matters', '/api/session', '/']) {
    const headers = { origin: 'https://foreign.example', 'access-control-request-method': 'POST' };
    const response = await ask('OPTIONS', path, { headers });
    expect(response.status).toBeLessThan(500);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});
