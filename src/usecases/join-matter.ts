import type { MessageId } from '#src/domain/ids';
import type { State } from '#src/domain/matter';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { changeMatter, type Matter } from '#src/store/matters';
import { linkMessage } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import { composeNotice } from './compose-receipt.ts';
import type { Context } from './context.ts';
import { explain } from './open-matter.ts';
import type { Arrived } from './receive-message.ts';
import { routeMatter } from './route-matter.ts';
import { tellResident } from './tell-resident.ts';

export interface Joining {
  readonly arrived: Arrived;
  readonly messageId: MessageId;
  readonly matter: Matter;
  readonly how: 'join' | 'reopen' | 'follow';
}

/** Adds a message to a matter the resident has already, and moves the matter on. */
export const joinMatter = async (tx: Tx, context: Context, joining: Joining): Promise<readonly Nudge[]> => {
  const { arrived, messageId, matter, how } = joining;
  const { event, reading, who, what } = arrived;
  const now = context.clock.now();
  const isLatest = event.occurredAt >= matter.lastResidentAt;
  await linkMessage(tx, matter.id, messageId);
  const state = stateAfter(matter.state, how);
  await changeMatter(tx, matter.id, {
    ...(state !== matter.state && { state }),
    ...(how === 'reopen' && { closed: null }),
    ...(asksForAnswer(joining) && matter.waitingSince === null && { waitingSince: now }),
    ...(reading.urgent.length > 0 && { isUrgent: true }),
    ...(isLatest && { lastMessageId: messageId, lastResidentAt: event.occurredAt, threadId: who.threadId }),
  });
  const name = how === 'reopen' ? 'reopened' : 'message';
  await recordEvent(tx, { name, matterId: matter.id, departments: [matter.departmentId], actorId: null });

  const reply = { token: what.replyToken, receivedAt: event.receivedAt };
  const guidance = reading.urgent.map((rule) => rule.guidance).slice(0, 4);
  if (matter.state === 'sorting' && reading.sureCategoryId !== null) {
    await explain(tx, arrived, matter.id, messageId);
    return routeMatter(tx, context, { matter, categoryId: reading.sureCategoryId, who, reply, guidance });
  }
  const texts = [...guidance, ...acknowledge(context, joining)];
  return texts.length === 0 ? [] : tellResident(tx, context, { to: who, matterId: matter.id, texts, reply });
};

const stateAfter = (before: State, how: Joining['how']): State => {
  if (how === 'follow') return before;
  if (how === 'reopen') return 'open';
  return before === 'waiting' ? 'open' : before;
};

/** A thanks asks for nothing, unless the city had asked and this is the yes. */
const asksForAnswer = ({ arrived, matter, how }: Joining): boolean => {
  if (how === 'follow') return false;
  return arrived.reading.shape !== 'acknowledgement' || matter.state === 'waiting';
};

/** Says that a photo or a place arrived, once for pictures sent together; words are answered by people. */
const acknowledge = ({ city }: Context, { arrived, matter, how }: Joining): readonly string[] => {
  if (how === 'reopen') return [composeNotice(city, 'reopened', matter.number, matter.departmentId)];
  if (arrived.reading.shape !== 'wordless' || how === 'follow') return [];
  const { imageSet } = arrived.what;
  if (imageSet !== null && imageSet.index < imageSet.total) return [];
  return [composeNotice(city, 'added', matter.number, matter.departmentId)];
};
