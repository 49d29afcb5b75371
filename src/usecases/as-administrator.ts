import type { StaffId } from '#src/domain/ids';
import type { StaffMember } from '#src/domain/staff';
import type { Tx } from '#src/store/open';
import { findStaff, isActiveAdministrator, lockAdministration, lockStaff } from '#src/store/staff';
import type { DoorContext } from './door-context.ts';

export interface Forbidden {
  readonly kind: 'forbidden';
}

/** Changes of staff happen one after the other, each by somebody who is an administrator at that moment. */
export const asAdministrator = <T>(
  { store }: DoorContext,
  actorId: StaffId,
  work: (tx: Tx) => Promise<T>,
): Promise<T | Forbidden> =>
  store.asStaff(actorId, async (tx) => {
    await lockAdministration(tx);
    if (!(await isActiveAdministrator(tx, actorId))) return { kind: 'forbidden' };
    return work(tx);
  });

export interface NotFound {
  readonly kind: 'not-found';
}

/** The same for a change of one person, who cannot come in meanwhile. */
export const asAdministratorOf = <T>(
  context: DoorContext,
  actorId: StaffId,
  staffId: StaffId,
  work: (tx: Tx, person: StaffMember) => Promise<T>,
): Promise<T | Forbidden | NotFound> =>
  asAdministrator<T | NotFound>(context, actorId, async (tx) => {
    await lockStaff(tx, staffId);
    const person = await findStaff(tx, staffId);
    return person === null ? { kind: 'not-found' } : work(tx, person);
  });

class StaffVanishedError extends Error {
  override readonly name = 'StaffVanishedError';
}

/** How somebody is after a change. Staff are never deleted. */
export const personAfter = async (tx: Tx, id: StaffId): Promise<StaffMember> => {
  const person = await findStaff(tx, id);
  if (person === null) throw new StaffVanishedError(`staff ${id} is gone in the middle of a change`);
  return person;
};
