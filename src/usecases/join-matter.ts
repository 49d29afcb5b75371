import type { MessageId } from '#src/domain/ids';
import type { State } from '#src/domain/matter';
import { addOpenDays } from '#src/domain/opening-hours';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { changeMatter, type Matter, type MatterChange } from '#src/store/matters';
import { hasWords, linkMessage } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import { categoryOf, composeNotice, composeReceipt, composeReopened } from './compose-receipt.ts';
import type { Context } from './context.ts';
import { explain } from './explain.ts';
import { offerChoices } from './offer-choices.ts';
import type { Arrived } from './arrived.ts';
import { routeMatter } from './route-matter.ts';
import { tellResident } from './tell-resident.ts';

export interface Joining {
  readonly arrived: Arrived;
  readonly messageId: MessageId;
  readonly matter: Matter;
  readonly how: 'join' | 'reopen' | 'follow';
  /** Another picture of the same set was here before and was answered. */
  readonly isWithItsSet: boolean;
}

/** Adds a message to a matter the resident has already, and moves the matter on. */
export const joinMatter = async (tx: Tx, context: Context, joining: Joining): Promise<readonly Nudge[]> => {
  const { arrived, messageId, matter, how } = joining;
  const { event, reading, who, what } = arrived;
  const wasAsked = matter.state === 'sorting' && !(await hasWords(tx, matter.id));
  await linkMessage(tx, { matterId: matter.id, messageId });
  await changeMatter(tx, matter.id, changeBy(context, joining));
  const name = how === 'reopen' ? 'reopened' : 'message';
  await recordEvent(tx, { name, matterId: matter.id, departments: [matter.departmentId], actorId: null });

  const reply = { token: what.replyToken, receivedAt: event.receivedAt };
  const guidance = reading.urgent.map((rule) => rule.guidance);
  const { sureCategoryId: categoryId } = reading;
  if (categoryId !== null && mayRoute(matter)) {
    await explain(tx, matter.id, messageId, reading.classification);
    return routeMatter(tx, context, { matter, categoryId, who, reply, guidance });
  }
  const texts = [...guidance, ...acknowledge(context, joining, wasAsked)];
  if (texts.length === 0) return [];
  const isAnswer = wasAsked && reading.shape === 'words';
  if (isAnswer) await explain(tx, matter.id, messageId, reading.classification);
  const quickReplies = isAnswer ? offerChoices(context.city, matter.id, reading.classification) : [];
  return tellResident(tx, context, { to: who, matterId: matter.id, texts, quickReplies, reply });
};

/** Nobody has looked at it yet: what a person sent to the sorting desk or took there is not moved by a machine. */
const mayRoute = ({ state, categoryId, assigneeId }: Matter): boolean =>
  state === 'sorting' && categoryId === null && assigneeId === null;

const changeBy = ({ city, clock }: Context, joining: Joining): MatterChange => {
  const { arrived, messageId, matter, how } = joining;
  const { event, reading, who } = arrived;
  const now = clock.now();
  const state = stateAfter(matter.state, how);
  const category = categoryOf(city, matter.categoryId);
  const beginsToWait = asksForAnswer(joining) && matter.waitingSince === null;
  return {
    ...(state !== matter.state && { state }),
    ...(how === 'reopen' && { closed: null }),
    ...(beginsToWait && { waitingSince: now }),
    // Answered once, the first date is past or kept; what is asked now has the days of its category again.
    ...(beginsToWait &&
      category !== null && { replyBy: addOpenDays(now, category.replyWithinOpenDays, city.hours) }),
    ...(reading.urgent.length > 0 && { isUrgent: true }),
    ...(event.occurredAt >= matter.lastResidentAt && {
      lastResidentAt: event.occurredAt,
      threadId: who.threadId,
    }),
    ...(event.occurredAt >= matter.lastAt && { lastMessageId: messageId }),
  };
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

/** `wasAsked`: a photo or a place opened the matter, and nothing was said in it so far. */
const acknowledge = (
  { city, clock }: Context,
  { arrived, matter, how, isWithItsSet }: Joining,
  wasAsked: boolean,
): readonly string[] => {
  if (how === 'reopen') return [composeReopened(city, matter.number, matter.departmentId)];
  if (how === 'follow') return [];
  switch (arrived.reading.shape) {
    case 'acknowledgement':
      return [];
    case 'words':
      // Otherwise words are answered by people.
      return wasAsked ? [composeReceipt(city, matter.number, null, clock.now())] : [];
    case 'wordless':
      // Pictures sent together are answered once, with the first that comes, whichever of them that is.
      return isWithItsSet ? [] : [composeNotice(city, 'added', matter.number, matter.departmentId)];
  }
};
