import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId } from '#src/domain/ids';
import { ChannelFaultError, type Channel, type Fault } from '#src/ports/channel';
import { recordEvent } from '#src/store/events';
import { openMattersOf } from '#src/store/matters';
import type { Tx } from '#src/store/open';
import { claimProfile, setDisplayName, setProfileAskedAt, type AccountName } from '#src/store/profiles';
import type { Context } from './context.ts';
import { inGroups } from './in-groups.ts';
import { settled } from './settled.ts';

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
  const account = await claim(context, accountId);
  const channel = account === null ? undefined : channels.get(account.channel);
  if (account === null || channel === undefined) return;
  const { externalId } = account;
  const answer = await askName(channel, externalId, signal);
  if (answer.kind !== 'nameless') await keep(context, { accountId, externalId, answer });
};

const groups = { most: 48, atOnce: 1 } as const;

const claim = inGroups<AccountId, AccountName | null>({
  ...groups,
  keyOf: (id) => id,
  run: (context, ids) => {
    const now = context.clock.now();
    const notSince = new Date(now.getTime() - lastsMs);
    return context.store.asWorker((tx) => settled(ids.map((id) => claimProfile(tx, { id, notSince, now }))));
  },
});

interface Answered {
  readonly accountId: AccountId;
  readonly externalId: string;
  readonly answer: Exclude<Answer, { readonly kind: 'nameless' }>;
}

const keep = inGroups<Answered, void>({
  ...groups,
  keyOf: ({ accountId }) => accountId,
  run: (context, answers) =>
    context.store.asWorker((tx) => settled(answers.map((answered) => keepOne(tx, context, answered)))),
});

const keepOne = async (
  tx: Tx,
  { clock }: Context,
  { accountId: id, externalId, answer }: Answered,
): Promise<void> => {
  if (answer.kind === 'not-now') {
    const at = new Date(clock.now().getTime() - lastsMs + pauseMs);
    return setProfileAskedAt(tx, { id, at });
  }
  const residentId = await setDisplayName(tx, { id, externalId, displayName: answer.displayName });
  if (residentId === null) return;
  const matters = await openMattersOf(tx, { residentId, limit: mostMatters });
  await settled(
    matters.map((matter) =>
      recordEvent(tx, {
        name: 'message',
        matterId: matter.id,
        departments: [matter.departmentId],
        actorId: null,
      }),
    ),
  );
};

/** Open inboxes show the name at once in the latest of them. */
const mostMatters = 20;

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
