import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

type Ended = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a program of `node_modules` in this folder with this Node. */
export const runTool = async (root: string, script: string, args: readonly string[]): Promise<Ended> =>
  run(root, process.execPath, [`${root}/node_modules/${script}`, ...args]);

export const run = async (root: string, program: string, args: readonly string[]): Promise<Ended> => {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exitCode]);
  return { exitCode: code, stdout, stderr };
};
