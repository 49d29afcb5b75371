import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium as playwright, type Browser } from 'playwright-core';
import { z } from 'zod';

export const openBrowser = async (): Promise<Browser> => {
  const { args, executablePath } = await unpackChromium();
  const kept = args.filter((one) => !unwanted.some((word) => one.startsWith(word)));
  return playwright.launch({ executablePath, args: [...kept, '--disable-gpu'] });
};

/**
 * One process for everything falls with its first page. A graphics card played by the processor costs half as much again as
 * painting without one: 5.2 s against 3.6 s for eight pages.
 */
const unwanted = [
  '--single-process',
  '--use-gl',
  '--use-angle',
  '--in-process-gpu',
  '--ignore-gpu-blocklist',
  '--enable-unsafe-swiftshader',
];

/** What keeps a browser from running on this machine, and what to do about it; null when nothing does. */
export const browserLack = async (): Promise<string | null> => {
  try {
    const { executablePath } = await unpackChromium();
    await promisify(execFile)(executablePath, ['--version']);
    return null;
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).trim().replaceAll(/\s+/g, ' ');
    return `Chromium from npm does not run here (${process.platform} ${process.arch}): ${reason}. It runs on 64-bit Intel and AMD Linux with glibc; run the tests there, for example in a container.`;
  }
};

/** The Chromium that npm brings, unpacked into a folder of its version: its loader would keep an older binary. */
const unpackChromium = async (): Promise<{ readonly args: string[]; readonly executablePath: string }> => {
  const before = process.env['TMPDIR'];
  const folder = join(tmpdir(), `chromium-${chromiumVersion()}`);
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return { args: chromium.args, executablePath: await chromium.executablePath() };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
};

const chromiumVersion = (): string => {
  const found = findPackageJSON('@sparticuz/chromium', import.meta.url);
  if (found === undefined) throw new Error('@sparticuz/chromium is not installed');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(found, 'utf8'))).version;
};
