import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId } from '#src/domain/ids';
import { ChannelFaultError, type Channel, type Fault } from '#src/ports/channel';
import { recordEvent } from '#src/store/events';
import { openMattersOf } from '#src/store/matters';
import { claimProfile, residentOf, setDisplayName, setProfileAskedAt } from '#src/store/residents';
import type { Context } from './context.ts';

const lastsMs = 30 * 86_400_000;
/** After a fault that may pass. */
const pauseMs = 3_600_000;

/** Asks the platform how the resident calls themselves: once a month, and nothing depends on the answer. */
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
  const answer = await askName(channel, account.externalId, signal);
  if (answer.kind === 'not-now') {
    const askedAt = new Date(now.getTime() - lastsMs + pauseMs);
    await context.store.asWorker((tx) => setProfileAskedAt(tx, accountId, askedAt));
  }
  if (answer.kind !== 'name') return;
  const name = { externalId: account.externalId, displayName: answer.displayName };
  await context.store.asWorker(async (tx) => {
    await setDisplayName(tx, accountId, name);
    const residentId = await residentOf(tx, accountId);
    for (const matter of residentId === null ? [] : await openMattersOf(tx, residentId, 20)) {
      await recordEvent(tx, {
        name: 'message',
        matterId: matter.id,
        departments: [matter.departmentId],
        actorId: null,
      });
    }
  });
};

type Answer =
  | { readonly kind: 'name'; readonly displayName: string }
  | { readonly kind: 'nameless' }
  | { readonly kind: 'not-now' };

const askName = async (channel: Channel, externalId: string, signal: AbortSignal): Promise<Answer> => {
  try {
    const profile = await channel.fetchProfile(externalId, signal);
    return profile === null ? { kind: 'nameless' } : { kind: 'name', displayName: profile.displayName };
  } catch (error) {
    if (!(error instanceof ChannelFaultError)) throw error;
    return { kind: mayComeLater(error.fault) ? 'not-now' : 'nameless' };
  }
};

const mayComeLater = ({ kind }: Fault): boolean => {
  switch (kind) {
    case 'throttled':
    case 'quota-spent':
    case 'unavailable':
    case 'unknown':
    case 'unauthorised':
    case 'not-ready':
      return true;
    case 'token-invalid':
    case 'recipient-gone':
    case 'refused':
    case 'gone':
      return false;
  }
};
