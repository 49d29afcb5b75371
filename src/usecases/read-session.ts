import { access } from '#src/domain/access';
import { touchLastSeen } from '#src/store/credentials';
import { findSession, type Session } from '#src/store/sessions';
import type { DoorContext } from './door-context.ts';
import { tokenHash } from './token-hash.ts';

/** Who comes with this cookie; null when it lets nobody in. */
export const readSession = async ({ store, clock }: DoorContext, token: string): Promise<Session | null> => {
  const now = clock.now();
  const touchedAfter = new Date(now.getTime() - access.lastSeenEverySeconds * 1000);
  return store.asDoor(async (tx) => {
    const session = await findSession(tx, tokenHash(token), now);
    if (session === null) return null;
    const { id, lastSeenAt } = session.staff;
    if (lastSeenAt === null || lastSeenAt <= touchedAfter) await touchLastSeen(tx, id, now, touchedAfter);
    return session;
  });
};
