import type { Happening } from '#src/domain/inbound';
import type { Nudge } from '#src/queue/jobs';
import { rewriteMessage, waitingEditOf } from '#src/store/edits';
import { recordEvent } from '#src/store/events';
import { emptyInbound, wasTakenBack } from '#src/store/inbound-events';
import type { PendingEvent } from '#src/store/pending-events';
import { changeMatter, lockMatter } from '#src/store/matters';
import { findByExternalId } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import type { Correspondent } from '#src/store/residents';

export interface Edit {
  readonly event: PendingEvent;
  readonly who: Correspondent;
  readonly what: Extract<Happening, { kind: 'edit' }>;
}

/**
 * The resident wrote a text anew: the old words are gone everywhere and staff are told that something changed. What was
 * decided on the old words stands until a person decides otherwise. An edit of what was not seen yet waits in the ledger.
 */
export const editMessage = async (tx: Tx, { event, who, what }: Edit): Promise<readonly Nudge[]> => {
  const { messageExternalId, content, quoteToken } = what;
  const message = await findByExternalId(tx, who.channel, messageExternalId);
  if (message === null) {
    if (await wasTakenBack(tx, { channel: who.channel, messageExternalId }))
      await emptyInbound(tx, who.channel, messageExternalId);
    return [];
  }
  const isNewest = await rewriteMessage(
    tx,
    { id: message.id, threadId: who.threadId },
    { content, quoteToken, at: event.occurredAt },
  );
  await emptyInbound(tx, who.channel, messageExternalId);
  if (!isNewest) return [];
  for (const matterId of message.matterIds) {
    const matter = await lockMatter(tx, matterId);
    if (matter === null) continue;
    await changeMatter(tx, matterId, {});
    await recordEvent(tx, {
      name: 'edited',
      matterId,
      departments: [matter.departmentId],
      actorId: null,
    });
  }
  return [];
};

/** A message as its newest edit left it, where that edit came first. */
export const asEdited = async (tx: Tx, event: PendingEvent): Promise<PendingEvent> => {
  const { what } = event;
  if (what.kind !== 'message' || what.content.kind !== 'text') return event;
  const edit = await waitingEditOf(tx, { channel: event.channel, messageExternalId: what.messageExternalId });
  if (edit === null) return event;
  const quoteToken = edit.quoteToken ?? what.quoteToken;
  return { ...event, what: { ...what, content: edit.content, quoteToken }, editedAt: edit.at };
};
