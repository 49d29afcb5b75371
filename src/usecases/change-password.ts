import type { StaffId } from '#src/domain/ids';
import { recordAct } from '#src/store/audit';
import { credentialsOf, holdCredentials, setPassword } from '#src/store/credentials';
import { forgetFailuresOf } from '#src/store/login-failures';
import { endOtherSessionsOf, findSession, type Session } from '#src/store/sessions';
import { countTry, type TooManyAttempts } from './count-try.ts';
import type { DoorContext } from './door-context.ts';
import { tokenHash } from './token-hash.ts';

export interface ChangePassword {
  readonly staffId: StaffId;
  /** Of the session that asks; it alone goes on. */
  readonly token: string;
  readonly current: string;
  readonly next: string;
  readonly address: string;
}

export type PasswordChanged =
  | { readonly kind: 'changed'; readonly session: Session }
  | { readonly kind: 'wrong-credentials' }
  /** A one-time password is nobody's own. */
  | { readonly kind: 'same-password' }
  | TooManyAttempts;

/** Whoever sits down at an open inbox cannot take it over without the password, nor guess it here. */
export const changePassword = async (
  context: DoorContext,
  request: ChangePassword,
): Promise<PasswordChanged> => {
  const { store, clock, passwords } = context;
  const seen = await store.asDoor(async (tx) => {
    const credentials = await credentialsOf(tx, request.staffId);
    if (credentials === null) return { kind: 'wrong-credentials' as const };
    const refused = await countTry(tx, { email: credentials.email, address: request.address }, clock.now());
    return refused ?? { kind: 'may-try' as const, credentials };
  });
  if (seen.kind !== 'may-try') return seen;

  const { credentials } = seen;
  if (!(await passwords.verify(credentials.passwordHash, request.current))) {
    return { kind: 'wrong-credentials' };
  }
  const isSame = await passwords.verify(credentials.passwordHash, request.next);
  const hash = await passwords.hash(request.next);
  return store.asDoor(async (tx) => {
    if (!(await holdCredentials(tx, credentials))) return { kind: 'wrong-credentials' };
    await forgetFailuresOf(tx, credentials.email);
    if (isSame) return { kind: 'same-password' };
    await setPassword(tx, request.staffId, hash);
    await endOtherSessionsOf(tx, request.staffId, tokenHash(request.token));
    await recordAct(tx, { actorId: request.staffId, action: 'password-changed', subject: request.staffId });
    const session = await findSession(tx, tokenHash(request.token), clock.now());
    return session === null ? { kind: 'wrong-credentials' } : { kind: 'changed', session };
  });
};
