import { z } from 'zod';
import { newMessageId } from '#test/emulators/line/ids';
import { lookAtPicture } from '#test/emulators/line/look-at-picture';
import { cityBubble } from '#test/emulators/line/show';
import { messagesSchema, propertyOf, type LineMessage } from '#test/emulators/line/validate';
import { chatOf, newQuoteToken, type SentMessage, type World } from '#test/emulators/line/world';
import { answer, refuse, refuseBody, type Answer, type Call } from './answer.ts';
import { asAccepted, keepKey } from './retry-key.ts';

export const push = (call: Call): Answer =>
  withMessages(call, (messages) => {
    const to = toOneSchema.safeParse(call.body).data?.to;
    if (to === undefined || !isKnown(call.world, to)) return wrongProperty('to');
    return asCounted(call, [to], () => {
      const sentMessages = deliver(call.world, to, messages);
      return { sentMessages, json: { sentMessages } };
    });
  });

export const multicast = (call: Call): Answer =>
  withMessages(call, (messages) => {
    const parsed = toManySchema.safeParse(call.body);
    if (!parsed.success) return refuseBody([{ message: 'Size must be between 1 and 500', property: 'to' }]);
    const { to } = parsed.data;
    const wrong = to.findIndex((userId) => !call.world.residents.has(userId));
    return wrong === -1 ? toMany(call, [...new Set(to)], messages) : wrongProperty(`to[${wrong}]`);
  });

export const broadcast = (call: Call): Answer =>
  withMessages(call, (messages) => toMany(call, [...call.world.residents.keys()], messages));

export const reply = (call: Call): Answer =>
  withMessages(call, (messages) => {
    const parsed = replySchema.safeParse(call.body);
    const token = call.world.replyTokens.get(parsed.data?.replyToken ?? '');
    if (!token || token.isUsed || !isFresh(token, call.world.now()))
      return refuse(400, 'Invalid reply token');
    token.isUsed = true;
    return answer(200, { sentMessages: deliver(call.world, token.chatId, messages) });
  });

export const validate = (call: Call): Answer => withMessages(call, () => answer(200, {}));

/** One minute from each delivery of the event, and never beyond twenty minutes after it happened. */
const isFresh = (token: { deliveredAt: number; eventAt: number }, now: number): boolean =>
  now - token.deliveredAt <= 60_000 && now - token.eventAt <= 20 * 60_000;

const withMessages = (call: Call, send: (messages: readonly LineMessage[]) => Answer): Answer => {
  const already = asAccepted(call);
  if (already) return already;
  const parsed = withMessagesSchema[call.mayUseLoopbackHttp ? 'loopbackToo' : 'httpsOnly'].safeParse(
    call.body,
  );
  if (parsed.success) return send(parsed.data.messages);
  return refuseBody(
    parsed.error.issues.map((issue) => ({ message: issue.message, property: propertyOf(issue.path) })),
  );
};

const toMany = (call: Call, to: readonly string[], messages: readonly LineMessage[]): Answer =>
  asCounted(call, to, () => {
    for (const userId of to) deliver(call.world, userId, messages);
    return { sentMessages: null, json: {} };
  });

interface Sent {
  readonly sentMessages: readonly SentMessage[] | null;
  readonly json: unknown;
}

/** LINE counts people reached, not messages, and not those who blocked the city; of a group, its members. */
const asCounted = (call: Call, to: readonly string[], send: () => Sent): Answer => {
  const { world } = call;
  const reached = to
    .filter((chatId) => isReached(world, chatId))
    .reduce((people, chatId) => people + (world.groups.get(chatId)?.members.length ?? 1), 0);
  if (world.monthlyLimit !== null && world.sentThisMonth + reached > world.monthlyLimit) {
    return refuse(429, 'You have reached your monthly limit.');
  }
  const { sentMessages, json } = send();
  world.sentThisMonth += reached;
  keepKey(call, sentMessages);
  return answer(200, json);
};

const deliver = (world: World, chatId: string, messages: readonly LineMessage[]): SentMessage[] => {
  endLoading(world, chatId);
  return messages.map((message) => {
    const at = world.now();
    const id = newMessageId(at);
    const quoted = world.quoteTokens.get(quoteTokenOf(message) ?? '') ?? null;
    if (isReached(world, chatId)) chatOf(world, chatId).push(cityBubble(id, at, message, quoted));
    void lookAtPicture(world, chatId, id, message);
    return mayBeQuoted.has(message.type) ? { id, quoteToken: newQuoteToken(world, id) } : { id };
  });
};

/** LINE's loading animation ends when a message arrives. */
const endLoading = (world: World, userId: string): void => {
  const resident = world.residents.get(userId);
  if (resident) world.residents.set(userId, { ...resident, loadingUntil: 0 });
};

const mayBeQuoted: ReadonlySet<string> = new Set(['text', 'textV2', 'sticker', 'image', 'video', 'template']);

const quoteTokenOf = (message: LineMessage): string | undefined =>
  message.type === 'text' || message.type === 'textV2' || message.type === 'sticker'
    ? message.quoteToken
    : undefined;

const isKnown = (world: World, chatId: string): boolean =>
  world.residents.has(chatId) || (world.groups.get(chatId)?.hasCity ?? false);

/** Groups the city is in, friends, and strangers who wrote; LINE ends the last after seven days. */
const isReached = (world: World, chatId: string): boolean => {
  if (world.groups.get(chatId)?.hasCity) return true;
  const relation = world.residents.get(chatId)?.relation;
  return relation === 'friend' || (relation === 'stranger' && chatOf(world, chatId).length > 0);
};

const wrongProperty = (property: string): Answer =>
  refuse(400, `The property, ${property}, in the request body is invalid (line: -, column: -)`);

// Each made once: making a schema costs a hundred times as much as asking it.
const toOneSchema = z.object({ to: z.string() });
const toManySchema = z.object({ to: z.array(z.string()).min(1).max(500) });
const replySchema = z.object({ replyToken: z.string() });
const withMessagesSchema = {
  loopbackToo: z.object({ messages: messagesSchema(true) }),
  httpsOnly: z.object({ messages: messagesSchema(false) }),
};
