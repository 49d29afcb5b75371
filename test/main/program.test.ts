import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('a program that ends by itself says so in its log', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(idleProgram)]);
  expect(stdout).toContain('"msg":"ended without being told to"');
});

const idleProgram = new URL('../fixtures/idle-program.ts', import.meta.url);
