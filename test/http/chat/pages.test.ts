import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWeb, type OpenWeb } from '#test/support/open-web';

let web: OpenWeb;
beforeAll(async () => {
  web = await openWeb();
  await mkdir(join(web.webFolder, 'chat'), { recursive: true });
  await writeFile(join(web.webFolder, 'chat/index.html'), '<!doctype html><title>chat</title>');
  await writeFile(join(web.webFolder, 'embed.js'), 'void 0;');
});
afterAll(() => web.close());

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

test('the chat may be shown inside the sites that the city lists, and inside no other', async () => {
  for (const path of ['/chat', '/chat/', '/chat?lang=ja']) {
    const response = await fetch(`${web.base}${path}`);
    expect([path, await response.text()]).toEqual([path, '<!doctype html><title>chat</title>']);
    expect(policyOf(response)).toMatch(/frame-ancestors 'self' https:\/\/www\.city\.example$/);
    expect(policyOf(response)).toContain("default-src 'none';");
    expect(response.headers.get('x-frame-options')).toBeNull();
  }
});

test('everything else is shown inside no page at all', async () => {
  for (const path of ['/', '/matters', '/api/welcome', '/api/chat/welcome', '/nothing', '/embed.js']) {
    const response = await fetch(`${web.base}${path}`);
    await response.text();
    expect([path, policyOf(response)]).toEqual([path, expect.stringMatching(/frame-ancestors 'none'$/)]);
  }
});

test('the script that embeds the chat may be taken in by any site', async () => {
  const response = await fetch(`${web.base}/embed.js`);
  expect(await response.text()).toBe('void 0;');
  expect(response.headers.get('content-type')).toMatch(/javascript/);
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const other = await fetch(`${web.base}/assets/main.js`);
  await other.text();
  expect(other.headers.get('cross-origin-resource-policy')).toBe('same-origin');
});
