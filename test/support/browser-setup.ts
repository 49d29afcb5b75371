import type { TestProject } from 'vitest/node';
import { buildWeb } from '#src/main/build-web';
import { buildPhone } from '#test/emulators/line/build-phone';
import { browserLack } from './browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Why tests in a browser are skipped, and what to do about it; empty when they run. */
    browserLack: string;
  }
}

/** Once for the whole run, so that test files side by side neither unpack the browser nor build the pages at the same time. */
export async function setup(project: TestProject): Promise<void> {
  const lack = await browserLack();
  project.provide('browserLack', lack ?? '');
  await buildWeb();
  await buildPhone();
}
