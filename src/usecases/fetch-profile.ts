import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId } from '#src/domain/ids';
import { ChannelFaultError, type Channel } from '#src/ports/channel';
import { recordEvent } from '#src/store/events';
import { mattersOf } from '#src/store/matters';
import { claimProfile, residentOf, setDisplayName } from '#src/store/residents';
import type { Context } from './context.ts';

const lastsMs = 30 * 86_400_000;

/** Asks the platform how the resident calls themselves: at most once a month, and nothing depends on the answer. */
export const fetchProfile = async (
  context: Context,
  channels: ReadonlyMap<ChannelName, Channel>,
  accountId: AccountId,
  signal: AbortSignal,
): Promise<void> => {
  const now = context.clock.now();
  const notSince = new Date(now.getTime() - lastsMs);
  const account = await context.store.asWorker((tx) => claimProfile(tx, accountId, notSince, now));
  const channel = account === null ? undefined : channels.get(account.channel);
  if (account === null || channel === undefined) return;
  const displayName = await askName(channel, account.externalId, signal);
  if (displayName === null) return;
  await context.store.asWorker(async (tx) => {
    await setDisplayName(tx, accountId, displayName);
    const residentId = await residentOf(tx, accountId);
    for (const matter of residentId === null ? [] : await mattersOf(tx, residentId, now, 20)) {
      await recordEvent(tx, {
        name: 'message',
        matterId: matter.id,
        departments: [matter.departmentId],
        actorId: null,
      });
    }
  });
};

const askName = async (channel: Channel, externalId: string, signal: AbortSignal): Promise<string | null> => {
  try {
    return (await channel.fetchProfile(externalId, signal))?.displayName ?? null;
  } catch (error) {
    if (error instanceof ChannelFaultError) return null;
    throw error;
  }
};
