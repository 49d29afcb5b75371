import { sessionEnd } from '#src/domain/access';
import type { StaffId } from '#src/domain/ids';
import type { Tx } from '#src/store/open';
import { addSession, findSession, type Session } from '#src/store/sessions';
import type { DoorContext } from './door-context.ts';
import { tokenHash } from './token-hash.ts';

export interface LoggedIn {
  readonly kind: 'logged-in';
  /** For the cookie; known nowhere else. */
  readonly token: string;
  readonly session: Session;
}

class NoSessionError extends Error {
  override readonly name = 'NoSessionError';
}

/** Only for somebody whose password was just compared or set, in the same transaction that holds it so. */
export const beginSession = async (tx: Tx, context: DoorContext, staffId: StaffId): Promise<LoggedIn> => {
  const now = context.clock.now();
  const token = context.ids.newToken();
  const hash = tokenHash(token);
  const csrfToken = context.ids.newToken();
  await addSession(tx, { tokenHash: hash, staffId, csrfToken, expiresAt: sessionEnd(now) }, now);
  const session = await findSession(tx, hash, now);
  if (session === null)
    throw new NoSessionError('a session just made was not found: its owner is not active');
  return { kind: 'logged-in', token, session };
};
