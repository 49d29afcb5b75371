import type { Department } from '#src/domain/city';
import { isDepartmentId, type DepartmentId, type StaffId } from '#src/domain/ids';
import type { StaffMember } from '#src/domain/staff';
import { systemIds } from '#src/main/system';
import { acceptInvitation } from '#src/usecases/accept-invitation';
import type { DoorContext } from '#src/usecases/door-context';
import { firstAdministrator } from '#src/usecases/first-administrator';
import { inviteStaff, type InviteStaff } from '#src/usecases/invite-staff';
import { logIn } from '#src/usecases/log-in';
import { syncDepartments } from '#src/usecases/sync-departments';
import { migratedDatabase } from './migrated.ts';
import { plainPasswords } from './plain-passwords.ts';
import { SettableClock } from './settable-clock.ts';

export const road = departmentKey('road');
export const water = departmentKey('water');
export const desk = departmentKey('sorting');

export const departments = [desk, road, water].map((id) => ({
  id,
  name: `${id}課`,
  kana: 'か',
  plainName: `${id}の課`,
  phone: '0942-00-0000',
  isSortingDesk: id === desk,
}));

/** Far from any other test's failures to log in. */
const townHall = '192.0.2.1';

/** A city hall with three departments, or a city's own, and its first administrator, on a database of its own. */
export async function openCityHall(cityDepartments: readonly Department[] = departments) {
  const { url, store, drop } = await migratedDatabase();
  const clock = new SettableClock();
  const context: DoorContext = { store, clock, ids: systemIds, passwords: plainPasswords };
  await syncDepartments(store, { departments: cityDepartments });
  const chief = await firstAdministrator(context, { email: 'Admin@City.Example', name: '最初の管理者' });
  if (chief === null) throw new Error('somebody was there already');
  const enter = async (email: string, password: string) => {
    const result = await logIn(context, { email, password, address: townHall });
    if (result.kind !== 'logged-in') throw new Error(`${email} was not let in: ${result.kind}`);
    return result;
  };
  const chiefId = (await enter(chief.email, chief.password)).session.staff.id;

  /** Somebody new who has set a password. */
  const employ = async (
    email: string,
    request: Partial<InviteStaff> = {},
    by: StaffId = chiefId,
  ): Promise<{ readonly person: StaffMember; readonly password: string; readonly token: string }> => {
    const wanted = { name: email, isAdministrator: false, memberships: [], ...request };
    const result = await inviteStaff(context, by, { ...wanted, email });
    if (result.kind !== 'invited') throw new Error(`${email} was not invited: ${result.kind}`);
    const password = `password of ${email}`;
    const accepted = await acceptInvitation(context, { token: result.link.token, password });
    if (accepted.kind !== 'logged-in') throw new Error(`${email} could not accept: ${accepted.kind}`);
    return { person: accepted.session.staff, password, token: accepted.token };
  };

  // With every connection open already, what is asked at once meets at once.
  await Promise.all(Array.from({ length: 8 }, () => store.ping()));
  return { url, store, drop, clock, context, chief, chiefId, enter, employ };
}

export type CityHall = Awaited<ReturnType<typeof openCityHall>>;

function departmentKey(text: string): DepartmentId {
  if (!isDepartmentId(text)) throw new Error(`${text} is no department's key`);
  return text;
}
