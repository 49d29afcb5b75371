import { tmpdir } from 'node:os';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import { z } from 'zod';

/** The Chromium that npm brings, unpacked into a folder of its version: its loader would keep an older binary. */
export const openBrowser = async (): Promise<Browser> => {
  const before = process.env['TMPDIR'];
  const folder = join(tmpdir(), `chromium-${chromiumVersion()}`);
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    return await playwright.launch({
      executablePath,
      args: chromium.args.filter((one) => one !== '--single-process'),
    });
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
};

const chromiumVersion = (): string => {
  const file = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
};
