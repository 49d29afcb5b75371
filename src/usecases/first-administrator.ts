import { isStaffId } from '#src/domain/ids';
import { normaliseEmail } from '#src/domain/staff';
import { recordAct } from '#src/store/audit';
import { addWithOneTimePassword, isAnybodyThere, lockFirstStaff } from '#src/store/credentials';
import { activeDepartments } from '#src/store/departments';
import { addMemberships } from '#src/store/staff';
import type { DoorContext } from './door-context.ts';
import { newId } from './new-id.ts';

export interface OneTimeCredentials {
  readonly email: string;
  readonly password: string;
}

/**
 * When nobody may come in yet, makes somebody who may: administrator, and supervisor of every department, so that a
 * newcomer sees the whole circle. The credentials are told once; at later starts null. Departments must be there.
 */
export const firstAdministrator = async (
  context: DoorContext,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<OneTimeCredentials | null> => {
  const { store, ids, passwords } = context;
  if (await store.asDoor(isAnybodyThere)) return null;
  const credentials = { email: normaliseEmail(email), password: readablePassword(ids.newToken()) };
  const hash = await passwords.hash(credentials.password);
  return store.asDoor(async (tx) => {
    await lockFirstStaff(tx);
    if (await isAnybodyThere(tx)) return null;
    const id = newId(ids, isStaffId);
    const person = { id, email: credentials.email, name, isAdministrator: true };
    await addWithOneTimePassword(tx, person, hash);
    const departments = await activeDepartments(tx);
    await addMemberships(
      tx,
      id,
      departments.map((department) => ({ departmentId: department.id, role: 'supervisor' })),
    );
    await recordAct(tx, { actorId: null, action: 'first-administrator-made', subject: id });
    return credentials;
  });
};

/** Thirty-two signs, without the pairs that look alike: I and 1, O and 0. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 80 of the token's random bits as four groups of four signs, to be typed from a screen. */
const readablePassword = (token: string): string => {
  const signs = [...Buffer.from(token, 'base64url').subarray(0, 16)].map((byte) =>
    alphabet.charAt(byte % alphabet.length),
  );
  return [0, 4, 8, 12].map((start) => signs.slice(start, start + 4).join('')).join('-');
};
