import type { Browser, Locator, Page } from 'playwright-core';
import type { ApiEntry } from '#test/emulators/line/contract';
import { patienceMs } from './at-the-desk.ts';
import type { LineEmulator } from '#test/emulators/line/server';

/** From this width on the residents stand in a list beside the telephone. */
const besideEachOther = 1024;

/** A resident's telephone on the screen. */
export const takePhone = async (
  browser: Browser,
  line: LineEmulator,
  name: string,
  width = 1280,
): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width, height: width < besideEachOther ? 844 : 800 },
    locale: 'ja-JP',
  });
  context.setDefaultTimeout(patienceMs);
  const phone = await context.newPage();
  await phone.goto(line.phoneUrl);
  if (width < besideEachOther)
    await phone.getByRole('combobox', { name: '住民' }).selectOption({ label: name });
  else await phone.getByRole('button', { name }).click();
  await talk(phone).waitFor();
  return phone;
};

export const talk = (phone: Page): Locator => phone.getByRole('log', { name: 'トーク' });

export const write = async (phone: Page, words: string): Promise<void> => {
  await phone.getByLabel('メッセージ', { exact: true }).fill(words);
  await phone.getByRole('button', { name: '送信', exact: true }).click();
};

/** One of the things that lie ready on the telephone, as its button calls it. */
export const attach = async (phone: Page, what: string): Promise<void> => {
  await phone.getByRole('button', { name: '写真や場所を送る' }).click();
  await phone.getByRole('button', { name: what, exact: true }).click();
};

export const sendPhoto = (phone: Page): Promise<void> => attach(phone, '見本の写真');

export const sendPlace = async (phone: Page): Promise<void> => {
  await attach(phone, '場所');
  await phone.getByRole('button', { name: '場所を送信' }).click();
};

/** What the resident has read from the city, oldest first. */
export const readFromCity = (line: LineEmulator, userId: string): readonly string[] =>
  line
    .chat(userId)
    .flatMap(({ author, content }) => (author === 'city' && content.kind === 'text' ? [content.text] : []));

/** A notice of a closing or a transfer is held back for as long as it may be undone. */
const hearingMs = 40_000;

/** Waits until the city says something with these words. */
export const hear = (line: LineEmulator, userId: string, words: string): Promise<string> =>
  line.waitFor(() => readFromCity(line, userId).find((text) => text.includes(words)), hearingMs);

/** The number on the latest receipt that is not among those known already. */
export const receiptNumber = (
  line: LineEmulator,
  userId: string,
  known: readonly string[] = [],
): Promise<string> =>
  line.waitFor(
    () =>
      readFromCity(line, userId)
        .flatMap((text) => /受付番号　(\S+)/.exec(text)?.[1] ?? [])
        .find((number) => !known.includes(number)),
    patienceMs,
  );

/** The city's calls to LINE about this resident, oldest first; replies are known by their tokens only. */
export const callsTo = (line: LineEmulator, endpoint: ApiEntry['endpoint']): readonly ApiEntry[] =>
  line.journal().flatMap((entry) => (entry.kind === 'api' && entry.endpoint === endpoint ? [entry] : []));
