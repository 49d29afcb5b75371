import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { emptyInbound } from '#src/store/inbound-events';
import { changeMatter, lockMatter } from '#src/store/matters';
import { buryMessage, findByExternalId } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import type { Correspondent } from '#src/store/residents';
import type { Context } from './context.ts';

/** What the resident takes back is gone everywhere; a tombstone stays. A message not seen yet is met by `wasTakenBack`. */
export const takeBack = async (
  tx: Tx,
  context: Context,
  who: Correspondent,
  messageExternalId: string,
): Promise<readonly Nudge[]> => {
  const message = await findByExternalId(tx, who.channel, messageExternalId);
  if (message === null) {
    // An edit of it may be waiting, with its words.
    await emptyInbound(tx, who.channel, messageExternalId);
    return [];
  }
  const doomed = await buryMessage(tx, message.id, context.clock.now());
  await emptyInbound(tx, who.channel, messageExternalId);
  for (const matterId of message.matterIds) {
    const matter = await lockMatter(tx, matterId);
    if (matter === null) continue;
    await changeMatter(tx, matterId, {});
    await recordEvent(tx, {
      name: 'taken-back',
      matterId,
      departments: [matter.departmentId],
      actorId: null,
    });
  }
  return doomed.map((attachmentId) => ({ name: 'media.fetch', data: { attachmentId } }));
};
