import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('a program that ends by itself says so in its log', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(idleProgram)]);
  expect(stdout).toContain('"msg":"ended without being told to"');
});

const idleProgram = new URL('../fixtures/idle-program.ts', import.meta.url);

test('a fault that nobody caught ends the program, and its last words say where it was and not what it quotes', async () => {
  const ended = promisify(execFile)(process.execPath, [fileURLToPath(talkativeProgram)]);
  const { code, stdout, stderr } = await ended.then(
    (said) => ({ ...said, code: 0 }),
    (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => error,
  );
  expect(code).toBe(1);
  expect(stdout).toContain('"error":"TypeError"');
  expect(stdout).toMatch(/"at":"at .*talkative-program\.ts:\d+/);
  expect(stdout + stderr).not.toContain('秘密');
});

const talkativeProgram = new URL('../fixtures/talkative-program.ts', import.meta.url);
