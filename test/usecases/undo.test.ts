import { afterAll, beforeAll, expect, test } from 'vitest';
import { lineLimits } from '#adapters/line/channel';
import { webchatLimits } from '#adapters/webchat/channel';
import { loadCity } from '#config/city';
import type { MatterId, StaffId } from '#src/domain/ids';
import { undoWithinMs } from '#src/domain/matter';
import { systemIds } from '#src/main/system';
import { beginSend } from '#src/usecases/begin-send';
import { close } from '#src/usecases/close';
import type { Context } from '#src/usecases/context';
import { leaveNote } from '#src/usecases/leave-note';
import { transfer } from '#src/usecases/transfer';
import { undo } from '#src/usecases/undo';
import { departments, openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { openedMatter } from '#test/support/opened-matter';
import { query } from '#test/support/query';

let hall: CityHall;
let context: Context;
let clerk: StaffId;
let neighbour: StaffId;

beforeAll(async () => {
  hall = await openCityHall();
  const sample = loadCity(new URL('../../config/city', import.meta.url).pathname);
  context = {
    store: hall.store,
    clock: hall.clock,
    ids: systemIds,
    producer: { nudge: () => undefined, close: async () => undefined },
    city: { ...sample, departments },
    channelLimits: { line: lineLimits, webchat: webchatLimits },
    publicUrl: 'https://kodama.city.example',
  };
  const inRoad = { memberships: [{ departmentId: road, role: 'staff' as const }] };
  clerk = (await hall.employ('clerk@city.example', inRoad)).person.id;
  const inWater = { memberships: [{ departmentId: water, role: 'staff' as const }] };
  neighbour = (await hall.employ('neighbour@city.example', inWater)).person.id;
});
afterAll(() => hall.drop());

const stateOf = async (id: MatterId) =>
  (
    await query(
      hall.url,
      'select state, department_id, close_reason, waiting_since from matter where id = $1',
      [id],
    )
  )[0];
const fatesOf = async (id: MatterId) =>
  (
    await query(
      hall.url,
      'select d.state, d.reason from outbox o join delivery d on d.outbox_id = o.id where o.matter_id = $1',
      [id],
    )
  ).map((row) => [row['state'], row['reason']]);

test('a closing is undone as if it had never been, and its notice is never sent', async () => {
  const matterId = await openedMatter(hall.store, road, hall.clock.now());
  const before = await stateOf(matterId);
  await close(context, { staffId: clerk, matterId, reason: 'solved' });
  expect(await stateOf(matterId)).toMatchObject({ state: 'closed', close_reason: 'solved' });

  expect(await undo(context, { staffId: clerk, matterId })).toEqual({ kind: 'done' });
  expect(await stateOf(matterId)).toEqual(before);
  expect(await fatesOf(matterId)).toEqual([['cancelled', 'undone']]);
});

test('a transfer is undone although the matter was out of sight', async () => {
  const matterId = await openedMatter(hall.store, road, hall.clock.now());
  const before = await stateOf(matterId);
  await transfer(context, { staffId: clerk, matterId, to: water });
  expect(await stateOf(matterId)).toMatchObject({ department_id: 'water', state: 'new' });

  expect(await undo(context, { staffId: clerk, matterId })).toEqual({ kind: 'done' });
  expect(await stateOf(matterId)).toEqual(before);
  expect(await fatesOf(matterId)).toEqual([['cancelled', 'undone']]);
});

test('nobody undoes what a colleague did', async () => {
  const matterId = await openedMatter(hall.store, road, hall.clock.now());
  await transfer(context, { staffId: clerk, matterId, to: water });
  expect(await undo(context, { staffId: neighbour, matterId })).toEqual({ kind: 'not-allowed-in-state' });
  expect(await stateOf(matterId)).toMatchObject({ department_id: 'water' });
});

test('once the next department has begun, a transfer stands', async () => {
  const matterId = await openedMatter(hall.store, road, hall.clock.now());
  await transfer(context, { staffId: clerk, matterId, to: water });
  await leaveNote(context, { staffId: neighbour, matterId, noteId: systemIds.newId(), text: '現地を見ます' });
  expect(await undo(context, { staffId: clerk, matterId })).toEqual({ kind: 'not-allowed-in-state' });
  expect(await stateOf(matterId)).toMatchObject({ department_id: 'water' });
});

test('once the notice is on its way, a closing stands', async () => {
  const matterId = await openedMatter(hall.store, road, hall.clock.now());
  await close(context, { staffId: clerk, matterId, reason: 'solved' });
  await hall.store.asWorker(async (tx) => {
    await tx
      .updateTable('outbox')
      .set({ state: 'sending', tries: 1 })
      .where('matter_id', '=', matterId)
      .execute();
  });
  expect(await undo(context, { staffId: clerk, matterId })).toEqual({ kind: 'not-allowed-in-state' });
  expect(await stateOf(matterId)).toMatchObject({ state: 'closed' });
});

test('after the seconds allowed a closing stands', async () => {
  const matterId = await openedMatter(hall.store, road, hall.clock.now());
  await close(context, { staffId: clerk, matterId, reason: 'solved' });
  hall.clock.pass({ seconds: undoWithinMs / 1000 });
  expect(await undo(context, { staffId: clerk, matterId })).toEqual({ kind: 'not-allowed-in-state' });
  expect(await stateOf(matterId)).toMatchObject({ state: 'closed' });
});

test('the notice of a closing is held back for as long as it may be undone', async () => {
  const matterId = await openedMatter(hall.store, road, hall.clock.now());
  await close(context, { staffId: clerk, matterId, reason: 'solved' });
  const [row] = await hall.store.asWorker((tx) =>
    tx.selectFrom('outbox').select('id').where('matter_id', '=', matterId).execute(),
  );
  if (row === undefined) throw new Error('no notice was queued');
  expect(await beginSend(context, row.id)).toEqual({ kind: 'later', afterMs: undoWithinMs });
  hall.clock.pass({ seconds: undoWithinMs / 1000 });
  expect(await beginSend(context, row.id)).toMatchObject({ kind: 'send' });
});
