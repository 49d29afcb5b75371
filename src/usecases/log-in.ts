import { normaliseEmail } from '#src/domain/staff';
import { findCredentials, holdCredentials } from '#src/store/credentials';
import { forgetFailuresOf } from '#src/store/login-failures';
import { beginSession, type LoggedIn } from './begin-session.ts';
import { countTry, type TooManyAttempts } from './count-try.ts';
import type { DoorContext } from './door-context.ts';

export interface LogIn {
  readonly email: string;
  readonly password: string;
  /** The client's, for the count of failures. */
  readonly address: string;
}

/** An unknown address, a wrong password and somebody who may no longer come in are told nothing that differs. */
export const logIn = async (
  context: DoorContext,
  request: LogIn,
): Promise<LoggedIn | TooManyAttempts | { readonly kind: 'wrong-credentials' }> => {
  const { store, clock, passwords } = context;
  // PostgreSQL takes no NUL in a text.
  const email = normaliseEmail(request.email).replaceAll('\0', '');
  const seen = await store.asDoor(async (tx) => ({
    refused: await countTry(tx, { email, address: request.address }, clock.now()),
    credentials: await findCredentials(tx, email),
  }));
  if (seen.refused !== null) return seen.refused;

  const { credentials } = seen;
  const isRight = await passwords.verify(credentials?.passwordHash ?? null, request.password);
  if (!isRight || credentials === null) return { kind: 'wrong-credentials' };
  return store.asDoor(async (tx) => {
    if (!(await holdCredentials(tx, credentials))) return { kind: 'wrong-credentials' };
    await forgetFailuresOf(tx, email);
    return beginSession(tx, context, credentials.staffId);
  });
};
