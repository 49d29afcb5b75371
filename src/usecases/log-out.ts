import { endSession } from '#src/store/sessions';
import type { DoorContext } from './door-context.ts';
import { tokenHash } from './token-hash.ts';

export const logOut = async ({ store }: DoorContext, token: string): Promise<void> => {
  await store.asDoor((tx) => endSession(tx, tokenHash(token)));
};
