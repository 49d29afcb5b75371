import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { bringIn, openMatter, rows, thread } from './at-the-desk.ts';
import { journey } from './journey.ts';
import { listenLive } from './listen-live.ts';
import { hear, receiptNumber } from './on-the-phone.ts';
import { samplePhoto } from './sample-photo.ts';

journey(
  'a clerk hands a matter on with t, two letters and Enter, the resident is told, and the clerk finds it no more',
  async ({ browser, town, inbox }) => {
    const { line, kodama } = town;
    const roads = await bringIn(browser, inbox, kodama.url, {
      name: '江藤 健一郎',
      email: 'eto@city.example',
      department: '道路河川課',
    });
    const water = await bringIn(browser, inbox, kodama.url, {
      name: '水野 さつき',
      email: 'mizuno@city.example',
      department: '上下水道課',
    });
    const { userId } = line.addResident('手渡しを待つ人');
    await line.sendText(userId, '道が陥没しているので見に来てください');
    const number = await receiptNumber(line, userId);
    await openMatter(roads, number);
    const address = new URL(roads.url()).pathname;

    await thread(roads).focus();
    await roads.keyboard.press('t');
    await roads.keyboard.type('じょ');
    await roads.keyboard.press('Enter');

    const told = await hear(line, userId, '担当の課が変わりました');
    expect(told).toContain(`受付番号　${number}`);
    expect(told).toContain('新しい担当　水道と下水道の課');
    await openMatter(water, number);
    await thread(water)
      .getByText(/江藤 健一郎さんが担当課を変えました：道路河川課 → 上下水道課/)
      .waitFor();
    await expect.poll(() => rows(roads, number).count()).toBe(0);
    await roads.goto(`${kodama.url}${address}`);
    await roads.getByText('見つかりません。ほかの課に移ったか、取り消された可能性があります。').waitFor();
    await roads.goto(`${kodama.url}/inbox/all`);
    await roads.getByText('案件はありません').waitFor();
  },
);

journey(
  'a clerk of another department sees nothing of a matter, and "not yours" looks like "not there"',
  async ({ browser, town, inbox }) => {
    const { line, kodama } = town;
    const clerk = await bringIn(browser, inbox, kodama.url, {
      name: '保坂 真由',
      email: 'hosaka@city.example',
      department: '子ども保育課',
    });
    const cookies = await clerk.context().cookies();
    const live = await listenLive(kodama.url, cookies);
    const hidden = line.addResident('見えないはずの人').userId;
    await line.sendText(hidden, 'ガードレールが曲がったままで危険です');
    const number = await receiptNumber(line, hidden);
    await line.sendImage(hidden, await samplePhoto(), 'image/jpeg');
    await inbox.goto(`${kodama.url}/inbox/department`);
    await openMatter(inbox, number);
    const photo = thread(inbox).getByRole('img', { name: /住民が送った写真/ });
    const photoUrl = await photo.getAttribute('src');
    const address = new URL(inbox.url()).pathname;
    const matterId = address.split('/').at(-1) ?? '';

    const seen = line.addResident('保育園を探す人').userId;
    await line.sendText(seen, '保育園の入園の申し込みはいつからですか');
    await rows(clerk, await receiptNumber(line, seen)).waitFor();
    await clerk.goto(`${kodama.url}/inbox/all`);
    await rows(clerk, await receiptNumber(line, seen)).waitFor();
    expect(await rows(clerk, number).count()).toBe(0);
    await clerk.goto(`${kodama.url}${address}`);
    await clerk.getByText('見つかりません。').waitFor();

    const ask = async (path: string) => {
      const response = await clerk.request.get(`${kodama.url}${path}`);
      return { status: response.status(), body: await response.text() };
    };
    const notThere = await ask(`/api/matters/${randomUUID()}`);
    expect(notThere.status).toBe(404);
    expect(await ask(`/api/matters/${matterId}`)).toEqual(notThere);
    expect(await ask(photoUrl ?? '')).toEqual(await ask(`/api/attachments/${randomUUID()}`));
    await expect.poll(() => live.heard()).toContain('event: change');
    expect(live.heard()).not.toContain(matterId);
    live.close();
  },
);
