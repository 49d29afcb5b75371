import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** At a desk and on a telephone: nothing that axe knows is wrong, and nothing is wider than the screen. */
export const expectUsableAtBothWidths = async (page: Page): Promise<void> => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await expectNothingWrong(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
};

/** Nothing that axe knows is wrong, and nothing is wider than the screen, with letters of twice the size too. */
export const expectUsable = async (page: Page): Promise<void> => {
  await expectNothingWrong(page);
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  expect(await page.evaluate(cutOff)).toEqual([]);
  await page.evaluate("document.documentElement.style.fontSize = ''");
  expect(await page.evaluate(cutOff)).toEqual([]);
};

/** Nothing that axe knows is wrong. */
export const expectNothingWrong = async (page: Page): Promise<void> => {
  await expect.poll(() => page.evaluate(isStill)).toBe(true);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
};

/** What fades in has another contrast for a quarter of a second; what turns without end is a sign of waiting. */
const isStill = `document.getAnimations().every((one) =>
  one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)`;

/** Everything with words in it that reaches over the side of the screen or over its own edge. */
const cutOff = `[...document.querySelectorAll('body *')].filter((one) => {
  if (one.textContent.trim() === '' || one.closest('.unseen, [hidden], script') !== null) return false;
  const { left, right, width } = one.getBoundingClientRect();
  return left < -1 || right > innerWidth + 1 || (width > 0 && one.scrollWidth > one.clientWidth + 2 && one.clientWidth > 0);
}).map((one) => one.outerHTML.slice(0, 120))`;
