import { isOutboxId, type AttachmentId, type MatterId, type MessageId, type StaffId } from '#src/domain/ids';
import { stateAfterAnswer } from '#src/domain/matter';
import type { ChannelLimits } from '#src/ports/channel';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { changeMatter, lockMatter, type Matter } from '#src/store/matters';
import { isAnswerIn } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import { isQuotable } from '#src/store/quotes';
import { threadOf } from '#src/store/residents';
import { markReadBy } from '#src/store/reading';
import { queueSend } from '#src/store/queue-send';
import { lockUploads } from '#src/store/uploads';
import { splitAtSentence } from '#src/text/split';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';
import { newId } from './new-id.ts';
import { writeAnswer } from './write-answer.ts';

export interface Reply {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
  /** Made by the browser: the same answer posted twice is one answer. */
  readonly messageId: MessageId;
  /** Empty when only pictures or files are sent. */
  readonly text: string;
  /** What the resident sees it as an answer to. */
  readonly quotes?: MessageId | null;
  /** Laid down before, by the same person for the same matter. */
  readonly uploads?: readonly AttachmentId[];
  readonly asksBack: boolean;
  readonly revision: number;
  readonly overStale: boolean;
}

/** An answer of staff to the resident: always pushed, its outbox id the retry key. */
export const reply = async (context: Context, answer: Reply): Promise<MatterOutcome> => {
  const nudges: Nudge[] = [];
  const outcome = await context.store.asStaff(answer.staffId, async (tx): Promise<MatterOutcome> => {
    const matter = await lockMatter(tx, answer.matterId);
    if (matter === null) return { kind: 'not-found' };
    const thread = await threadOf(tx, matter.threadId);
    if (thread === null) return { kind: 'not-found' };
    if (!isSendable(context.channelLimits[thread.channel], answer)) return { kind: 'too-long' };

    // Posted again after a lost answer: it is one answer.
    if (await isAnswerIn(tx, matter.id, answer.staffId, answer.messageId)) return { kind: 'done' };
    const state = stateAfterAnswer(matter.state, answer.asksBack);
    if (state === null) return { kind: 'not-allowed-in-state' };
    if (matter.revision !== answer.revision && !answer.overStale) return { kind: 'stale' };

    const { quotes = null } = answer;
    if (quotes !== null && (await isQuotable(tx, matter.id, quotes)) === 'no') return { kind: 'not-found' };
    const uploads = await lockUploads(tx, matter.id, answer.uploads ?? []);
    if (uploads === null) return { kind: 'not-found' };
    const messageIds = await writeAnswer(tx, context, answer, { matter, thread }, uploads);
    // The id is taken by something else, perhaps behind a wall: whatever it names is not there for this writer.
    if (messageIds === null) return { kind: 'not-found' };
    const outboxId = newId(context.ids, isOutboxId);
    await queueSend(tx, {
      id: outboxId,
      channel: thread.channel,
      threadId: thread.threadId,
      accountId: thread.accountId,
      matterId: matter.id,
      messageIds,
      reply: null,
      quickReplies: [],
      dueAt: context.clock.now(),
    });
    await moveOn(tx, matter, answer, state);
    nudges.push({ name: 'message.deliver', data: { outboxId } });
    return { kind: 'done' };
  });
  context.producer.nudge(...nudges);
  return outcome;
};

/** One call takes so many messages; each picture and each file is one. */
const isSendable = (
  { charsPerMessage, messagesPerSend }: ChannelLimits,
  { text, uploads = [] }: Reply,
): boolean => {
  const room = messagesPerSend - uploads.length;
  return text === '' ? room >= 0 : splitAtSentence(text, charsPerMessage, room) !== null;
};

const moveOn = async (tx: Tx, matter: Matter, answer: Reply, state: Matter['state']): Promise<void> => {
  await changeMatter(tx, matter.id, {
    state,
    ...(matter.assigneeId === null && { assigneeId: answer.staffId }),
    waitingSince: null,
    lastMessageId: answer.messageId,
  });
  await recordEvent(tx, {
    name: 'answered',
    matterId: matter.id,
    departments: [matter.departmentId],
    actorId: answer.staffId,
  });
  await markReadBy(tx, answer.staffId, matter.id);
};
