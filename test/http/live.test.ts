import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { DepartmentId } from '#src/domain/ids';
import { startFeed } from '#src/http/feed';
import { feedAfter, feedEnd, recordEvent } from '#src/store/events';
import { deactivateStaff } from '#src/usecases/deactivate-staff';
import { logOut } from '#src/usecases/log-out';
import { changeStaff } from '#src/usecases/change-staff';
import { transfer } from '#src/usecases/transfer';
import { road, water } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { listenLive, type LiveEar } from '#test/support/live-ear';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';
import { clerkOf, staffIdOf, type WebSession } from '#test/support/web-session';

let web: OpenWeb;
let clerk: WebSession;

beforeAll(async () => {
  web = await openWeb();
  clerk = await clerkOf(web, road);
});
afterAll(() => web.close());

const listen = async (who: WebSession, lastId: string | null = null): Promise<LiveEar> => {
  const ear = await listenLive(web, who, lastId);
  onTestFinished(() => ear.close());
  await vi.waitFor(() => expect(ear.lastId()).not.toBeNull());
  return ear;
};
const lay = (departmentId: DepartmentId = road) => layMatter(web.hall.url, departmentId);
const happen = ({ id }: LaidMatter, ...departments: readonly DepartmentId[]) =>
  web.hall.store.asWorker((tx) =>
    recordEvent(tx, { name: 'message', matterId: id, departments, actorId: null }),
  );
/** What is heard of one matter: an ear that begins anew may still be told what happened shortly before. */
const heardOf = (ear: LiveEar, { id }: LaidMatter): readonly string[] =>
  ear.heard().filter((heard) => heard === id);
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

/** An event that is written but whose transaction takes its time. */
const hold = async ({ id }: LaidMatter): Promise<() => Promise<void>> => {
  const client = new Client({ connectionString: web.hall.url });
  await client.connect();
  await client.query('begin');
  await client.query(`insert into event (name, matter_id, departments) values ('message', $1, '{road}')`, [
    id,
  ]);
  return async () => {
    await client.query('commit');
    await client.end();
  };
};

test('what happens in a department is heard there, in ids, and nowhere else', async () => {
  const [ours, theirs, marker] = [await lay(), await lay(water), await lay()];
  const ear = await listen(clerk);
  await happen(theirs, water);
  await happen(ours, road);
  await happen(marker, road);
  await until(() => expect(ear.heard()).toContain(marker.id));
  expect(ear.heard()).toContain(ours.id);
  expect(ear.heard()).not.toContain(theirs.id);
});

test('whoever comes back hears everything that happened meanwhile, once and in order', async () => {
  const first = await lay();
  const ear = await listen(clerk);
  await happen(first, road);
  await until(() => expect(ear.heard()).toContain(first.id));
  ear.close();
  const missed = [await lay(), await lay(), await lay()];
  for (const matter of missed) await happen(matter, road);
  const again = await listen(clerk, ear.lastId());
  const wanted: readonly string[] = missed.map(({ id }) => id);
  await until(() => expect(again.heard().filter((id) => wanted.includes(id))).toEqual(wanted));
  expect(again.heard()).not.toContain(first.id);
});

test('whoever had heard nothing yet misses nothing either', async () => {
  const ear = await listen(clerk);
  ear.close();
  const missed = await lay();
  await happen(missed, road);
  const again = await listen(clerk, ear.lastId());
  await until(() => expect(again.heard()).toContain(missed.id));
});

test('an event whose transaction takes long is not overtaken by a younger one', async () => {
  const [slow, quick] = [await lay(), await lay()];
  const from = await web.hall.store.asFeed(feedEnd);
  const told = async () =>
    (await web.hall.store.asFeed((tx) => feedAfter(tx, from, 1_000))).flatMap(({ matterId }) =>
      [slow.id, quick.id].filter((id) => id === matterId),
    );
  const ear = await listen(clerk);
  const finish = await hold(slow);
  await happen(quick, road);
  expect(await told()).toEqual([]);
  await finish();
  await until(() => expect(ear.heard()).toContain(quick.id));
  expect(ear.heard().filter((id) => id === slow.id || id === quick.id)).toEqual([slow.id, quick.id]);
  expect(await told()).toEqual([slow.id, quick.id]);
});

test('nor is it lost to one who comes back while it still runs', async () => {
  const [known, slow, quick] = [await lay(), await lay(), await lay()];
  const ear = await listen(clerk);
  await happen(known, road);
  await until(() => expect(ear.heard()).toContain(known.id));
  ear.close();
  const finish = await hold(slow);
  await happen(quick, road);
  const again = await listen(clerk, ear.lastId());
  await finish();
  await until(() => expect(again.heard()).toEqual(expect.arrayContaining([slow.id, quick.id])));
});

test('the first to listen after a start hears what follows, even before the feed has looked once', async () => {
  const feed = startFeed({ store: web.hall.store, log: silentLog, everyMs: 60_000 });
  onTestFinished(() => feed.close());
  const heard: unknown[] = [];
  const reader = {
    startAt: () => {},
    hear: (events: readonly { matterId: unknown }[]) => void heard.push(...events),
    checkAccess: () => {},
  };
  await feed.follow(null, reader);
  const matter = await lay();
  await happen(matter, road);
  feed.wake();
  await until(() => {
    feed.wake();
    expect(heard).toContainEqual(expect.objectContaining({ matterId: matter.id }));
  });
});

test('a place of before a restore, or that no feed ever had, makes the inbox ask for everything again', async () => {
  const { epoch } = await web.hall.store.asFeed(feedEnd);
  const places = [
    `${randomUUID()}-18446744073709551615-9223372036854775807`,
    `${randomUUID()}-1-1`,
    `${epoch}-99999999999999999999-1`,
    `${epoch}-18446744073709551616-0`,
    `${epoch}-1-99999999999999999999`,
    '17-4',
    'x',
  ];
  for (const place of places) {
    const ear = await listen(clerk, place);
    const matter = await lay();
    await happen(matter, road);
    await until(() => expect(heardOf(ear, matter)).toEqual([matter.id]));
    expect([place, ear.reloads()]).toEqual([place, 1]);
    const again = await listen(clerk, ear.lastId());
    expect(again.reloads()).toBe(0);
    for (const { close } of [ear, again]) close();
  }
});

test('an inbox that listens while the database is replaced asks for everything again, and hears on', async () => {
  const ear = await listen(clerk);
  await query(web.hall.url, 'update epoch set id = gen_random_uuid()');
  await until(() => expect(ear.reloads()).toBe(1));
  const matter = await lay();
  await happen(matter, road);
  await until(() => expect(heardOf(ear, matter)).toEqual([matter.id]));
  const { epoch } = await web.hall.store.asFeed(feedEnd);
  expect(ear.lastId()).toContain(epoch);
});

test('an inbox whose session ended, or whose owner was sent away, hears nothing more', async () => {
  const [leaving, sentAway] = [await clerkOf(web, road), await clerkOf(web, road)];
  const ears = [await listen(leaving), await listen(sentAway)];
  await logOut(web.hall.context, /kodama=(.+)/.exec(leaving.headers['cookie'] ?? '')?.[1] ?? '');
  await deactivateStaff(web.hall.context, web.hall.chiefId, staffIdOf(sentAway));
  await Promise.all(ears.map(({ ended }) => ended));
});

test('whoever is taken out of a department stops hearing it at once', async () => {
  const moved = await clerkOf(web, road);
  const ear = await listen(moved);
  const signs = ear.signsOfLife();
  await changeStaff(web.hall.context, web.hall.chiefId, staffIdOf(moved), {
    memberships: [{ departmentId: water, role: 'staff' }],
  });
  await until(() => expect(ear.signsOfLife()).toBeGreaterThan(signs));
  const [before, after] = [await lay(), await lay(water)];
  await happen(before, road);
  await happen(after, water);
  await until(() => expect(ear.heard()).toContain(after.id));
  expect(ear.heard()).not.toContain(before.id);
});

test('of a transfer both departments hear, and only the new one can read what is in it', async () => {
  const next = await clerkOf(web, water);
  const [left, received] = [await listen(clerk), await listen(next)];
  const matter = await lay();
  const order = { staffId: staffIdOf(clerk), matterId: matter.id, to: water };
  expect(await transfer(web.context, order)).toEqual({ kind: 'done' });
  await until(() => expect(left.heard()).toContain(matter.id));
  await until(() => expect(received.heard()).toContain(matter.id));
  const statusFor = async (who: WebSession) =>
    (await fetch(`${web.base}/api/matters/${matter.id}`, { headers: who.headers })).status;
  expect([await statusFor(clerk), await statusFor(next)]).toEqual([404, 200]);
  const [row] = await query(web.hall.url, 'select state from matter where id = $1', [matter.id]);
  expect(row).toEqual({ state: 'new' });
});
