import type { Browser, Locator, Page } from 'playwright-core';
import type { Kodama } from '#test/support/kodama';

export const deskSettings = { viewport: { width: 1280, height: 800 }, locale: 'ja-JP' };

/** For one thing to appear on a screen while two cores are busy with other tests. */
export const patienceMs = 15_000;

const ownPassword = 'はじめて決めた長い合言葉';

/** With the one-time password of the first start, which is replaced at once. */
export const comeInFirst = async (page: Page, { url, credentials }: Kodama): Promise<void> => {
  if (credentials === null) throw new Error('somebody came in before');
  await page.goto(url);
  await logIn(page, credentials);
  await page.getByLabel('今のパスワード').fill(credentials.password);
  await page.getByLabel('新しいパスワード').fill(ownPassword);
  await page.getByRole('button', { name: '決めて受信箱を開く' }).click();
  await page.getByRole('region', { name: '案件の一覧' }).waitFor();
};

const logIn = async (
  page: Page,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<void> => {
  await page.getByLabel('メールアドレス').fill(email);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'ログイン' }).click();
};

export interface Colleague {
  readonly name: string;
  readonly email: string;
  /** As the staff read it. */
  readonly department: string;
  readonly role?: '担当' | '責任者';
}

/** The administrator invites; the colleague opens the link in a browser of their own and comes in. */
export const bringIn = async (
  browser: Browser,
  administrator: Page,
  kodamaUrl: string,
  colleague: Colleague,
): Promise<Page> => {
  const link = await invite(administrator, kodamaUrl, colleague);
  const theirs = await browser.newContext(deskSettings);
  theirs.setDefaultTimeout(patienceMs);
  const page = await theirs.newPage();
  await page.goto(`${kodamaUrl}${new URL(link).pathname}`);
  await page.getByLabel('新しいパスワード').fill(ownPassword);
  await page.getByRole('button', { name: '決めてログイン' }).click();
  await page.getByRole('region', { name: '案件の一覧' }).waitFor();
  return page;
};

export const invite = async (page: Page, kodamaUrl: string, colleague: Colleague): Promise<string> => {
  await page.goto(`${kodamaUrl}/staff`);
  const form = page.getByRole('form', { name: '職員を招く' });
  await form.getByLabel('名前').fill(colleague.name);
  await form.getByLabel('メールアドレス').fill(colleague.email);
  await form.getByLabel('課').selectOption({ label: colleague.department });
  await form.getByLabel('役割').selectOption({ label: colleague.role ?? '担当' });
  await form.getByRole('button', { name: '招待する' }).click();
  await page.getByText(`${colleague.name}さんに、このリンクを渡してください`).waitFor();
  return page.getByLabel('リンク', { exact: true }).inputValue();
};

/** The rows of the list that hold these words or this number. */
export const rows = (page: Page, words: string): Locator =>
  page.getByRole('list', { name: '案件' }).getByRole('link').filter({ hasText: words });

export const thread = (page: Page): Locator => page.getByRole('log', { name: 'やりとり' });

export const openMatter = async (page: Page, words: string): Promise<void> => {
  await rows(page, words).first().click();
  await thread(page).waitFor();
};

/** Writes and sends; the field is empty again once the city has taken it. */
export const answer = async (page: Page, words: string): Promise<void> => {
  const field = page.getByLabel('住民への返信');
  await field.fill(words);
  await field.press('Control+Enter');
  await page.locator('textarea:placeholder-shown').waitFor();
};

/** One message of the thread with everything that is said about it. */
export const message = (page: Page, words: string): Locator =>
  thread(page).getByRole('article').filter({ hasText: words });

/** Closes what is open on the screen, by keyboard; reasons are numbered as in the dialog. */
export const close = async (page: Page, reason: '1' | '2' | '3' | '4' | '5'): Promise<void> => {
  await thread(page).focus();
  await page.keyboard.press('e');
  await page.getByRole('dialog', { name: '対応済みにする' }).waitFor();
  await page.keyboard.press(reason);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

/** Stays on what was answered instead of going on to the next. */
export const stayAfterSending = async (page: Page): Promise<void> => {
  await page.getByLabel('送信したら次の案件へ').uncheck();
};
