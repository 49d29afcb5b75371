import { recordAct } from '#src/store/audit';
import { setPassword } from '#src/store/credentials';
import { findInvitation, useInvitation } from '#src/store/invitations';
import { forgetFailuresOf } from '#src/store/login-failures';
import { endSessionsOf } from '#src/store/sessions';
import { beginSession, type LoggedIn } from './begin-session.ts';
import type { DoorContext } from './door-context.ts';
import { tokenHash } from './token-hash.ts';

/** Sets the first or a new password and lets its owner in. A link opens once. */
export const acceptInvitation = async (
  context: DoorContext,
  request: { readonly token: string; readonly password: string },
): Promise<LoggedIn | { readonly kind: 'link-expired' }> => {
  const { store, clock, passwords } = context;
  const link = tokenHash(request.token);
  const isOpen = await store.asDoor((tx) => findInvitation(tx, link, clock.now()));
  if (isOpen === null) return { kind: 'link-expired' };

  const hash = await passwords.hash(request.password);
  return store.asDoor(async (tx) => {
    const now = clock.now();
    const invited = await findInvitation(tx, link, now);
    if (invited === null || !(await useInvitation(tx, link, now))) return { kind: 'link-expired' };
    const { staffId, email } = invited;
    await setPassword(tx, staffId, hash);
    await endSessionsOf(tx, staffId);
    await forgetFailuresOf(tx, email);
    await recordAct(tx, { actorId: staffId, action: 'invitation-accepted', subject: staffId });
    return beginSession(tx, context, staffId);
  });
};
