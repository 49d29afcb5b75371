import { findInvitation } from '#src/store/invitations';
import type { DoorContext } from './door-context.ts';
import { tokenHash } from './token-hash.ts';

/** Whom a link invites. Used, withdrawn, too old and made up look alike. */
export const readInvitation = async (
  { store, clock }: DoorContext,
  token: string,
): Promise<
  | { readonly kind: 'invitation'; readonly name: string; readonly email: string }
  | { readonly kind: 'link-expired' }
> => {
  const found = await store.asDoor((tx) => findInvitation(tx, tokenHash(token), clock.now()));
  return found === null
    ? { kind: 'link-expired' }
    : { kind: 'invitation', name: found.name, email: found.email };
};
