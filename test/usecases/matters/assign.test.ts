import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DepartmentId, StaffId } from '#src/domain/ids';
import type { DepartmentRole } from '#src/domain/staff';
import { assign } from '#src/usecases/assign';
import type { Context } from '#src/usecases/context';
import { openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { contextOf } from '#test/support/matter-context';
import { query } from '#test/support/query';

let hall: CityHall;
let context: Context;
let clerk: StaffId;
let colleague: StaffId;
let supervisor: StaffId;
let outsider: StaffId;

beforeAll(async () => {
  hall = await openCityHall();
  ({ context } = contextOf(hall));
  clerk = await employ('clerk', road, 'staff');
  colleague = await employ('colleague', road, 'staff');
  supervisor = await employ('supervisor', road, 'supervisor');
  outsider = await employ('outsider', water, 'supervisor');
});
afterAll(() => hall.drop());

const employ = async (name: string, departmentId: DepartmentId, role: DepartmentRole) =>
  (await hall.employ(`${name}@city.example`, { memberships: [{ departmentId, role }] })).person.id;

const give = async (laid: LaidMatter, staffId: StaffId, assigneeId: StaffId | null) =>
  (await assign(context, { staffId, matterId: laid.id, assigneeId })).kind;
const holderOf = async ({ id }: LaidMatter) =>
  (await query(hall.url, 'select assignee_id, state from matter where id = $1', [id]))[0];

test('a clerk takes a new matter, which is open then, and lays it down again', async () => {
  const laid = await layMatter(hall.url, road, 'new');
  expect(await give(laid, clerk, clerk)).toBe('done');
  expect(await holderOf(laid)).toEqual({ assignee_id: clerk, state: 'open' });
  expect(await give(laid, clerk, null)).toBe('done');
  expect(await holderOf(laid)).toEqual({ assignee_id: null, state: 'open' });
});

test('a clerk cannot give a matter to a colleague nor take it from one; a supervisor can', async () => {
  const laid = await layMatter(hall.url, road);
  expect(await give(laid, clerk, colleague)).toBe('forbidden');
  expect(await give(laid, supervisor, colleague)).toBe('done');
  expect(await give(laid, clerk, null)).toBe('forbidden');
  expect(await holderOf(laid)).toMatchObject({ assignee_id: colleague });
  expect(await give(laid, supervisor, null)).toBe('done');
  expect(await holderOf(laid)).toMatchObject({ assignee_id: null });
});

test('nobody gives a matter to somebody who could not see it', async () => {
  const laid = await layMatter(hall.url, road);
  const left = await employ('left', road, 'staff');
  await query(hall.url, `update staff set state = 'inactive' where id = $1`, [left]);
  expect(await give(laid, supervisor, outsider)).toBe('forbidden');
  expect(await give(laid, supervisor, left)).toBe('forbidden');
  expect(await holderOf(laid)).toMatchObject({ assignee_id: null });
});

test('to a supervisor of another department the matter is not there', async () => {
  const laid = await layMatter(hall.url, road);
  expect(await give(laid, outsider, outsider)).toBe('not-found');
});

test('a closed matter has nobody who answers', async () => {
  expect(await give(await layMatter(hall.url, road, 'closed'), clerk, clerk)).toBe('not-allowed-in-state');
});
