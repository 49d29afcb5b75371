import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Nothing that axe knows is wrong, and nothing is wider than the screen, with letters of twice the size too. */
export const expectUsable = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  expect(await page.evaluate(cutOff)).toEqual([]);
  await page.evaluate("document.documentElement.style.fontSize = ''");
  expect(await page.evaluate(cutOff)).toEqual([]);
};

/** Everything with words in it that reaches over the side of the screen or over its own edge. */
const cutOff = `[...document.querySelectorAll('body *')].filter((one) => {
  if (one.textContent.trim() === '' || one.closest('.unseen, [hidden], script') !== null) return false;
  const { left, right, width } = one.getBoundingClientRect();
  return left < -1 || right > innerWidth + 1 || (width > 0 && one.scrollWidth > one.clientWidth + 2 && one.clientWidth > 0);
}).map((one) => one.outerHTML.slice(0, 120))`;
