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
    const to = z.object({ to: z.string() }).safeParse(call.body).data?.to;
    if (to === undefined || !call.world.residents.has(to)) return wrongProperty('to');
    return asCounted(call, [to], () => {
      const sentMessages = deliver(call.world, to, messages);
      return { sentMessages, json: { sentMessages } };
    });
  });

export const multicast = (call: Call): Answer =>
  withMessages(call, (messages) => {
    const parsed = z.object({ to: z.array(z.string()).min(1).max(500) }).safeParse(call.body);
    if (!parsed.success) return refuseBody([{ message: 'Size must be between 1 and 500', property: 'to' }]);
    const { to } = parsed.data;
    const wrong = to.findIndex((userId) => !call.world.residents.has(userId));
    return wrong === -1 ? toMany(call, [...new Set(to)], messages) : wrongProperty(`to[${wrong}]`);
  });

export const broadcast = (call: Call): Answer =>
  withMessages(call, (messages) => toMany(call, [...call.world.residents.keys()], messages));

export const reply = (call: Call): Answer =>
  withMessages(call, (messages) => {
    const parsed = z.object({ replyToken: z.string() }).safeParse(call.body);
    const token = call.world.replyTokens.get(parsed.data?.replyToken ?? '');
    if (!token || token.isUsed || !isFresh(token, call.world.now()))
      return refuse(400, 'Invalid reply token');
    token.isUsed = true;
    return answer(200, { sentMessages: deliver(call.world, token.userId, messages) });
  });

export const validate = (call: Call): Answer => withMessages(call, () => answer(200, {}));

/** One minute from each delivery of the event, and never beyond twenty minutes after it happened. */
const isFresh = (token: { deliveredAt: number; eventAt: number }, now: number): boolean =>
  now - token.deliveredAt <= 60_000 && now - token.eventAt <= 20 * 60_000;

const withMessages = (call: Call, send: (messages: readonly LineMessage[]) => Answer): Answer => {
  const already = asAccepted(call);
  if (already) return already;
  const parsed = z.object({ messages: messagesSchema(call.mayUseLoopbackHttp) }).safeParse(call.body);
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

/** LINE counts people reached, not messages, and not those who blocked the city. */
const asCounted = (call: Call, to: readonly string[], send: () => Sent): Answer => {
  const { world } = call;
  const reached = to.filter((userId) => isReached(world, userId)).length;
  if (world.monthlyLimit !== null && world.sentThisMonth + reached > world.monthlyLimit) {
    return refuse(429, 'You have reached your monthly limit.');
  }
  const { sentMessages, json } = send();
  world.sentThisMonth += reached;
  keepKey(call, sentMessages);
  return answer(200, json);
};

const deliver = (world: World, userId: string, messages: readonly LineMessage[]): SentMessage[] => {
  endLoading(world, userId);
  return messages.map((message) => {
    const at = world.now();
    const id = newMessageId(at);
    const quoted = world.quoteTokens.get(quoteTokenOf(message) ?? '') ?? null;
    if (isReached(world, userId)) chatOf(world, userId).push(cityBubble(id, at, message, quoted));
    void lookAtPicture(world, userId, id, message);
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

/** Friends, and strangers who wrote; LINE ends the latter after seven days. */
const isReached = (world: World, userId: string): boolean => {
  const relation = world.residents.get(userId)?.relation;
  return relation === 'friend' || (relation === 'stranger' && chatOf(world, userId).length > 0);
};

const wrongProperty = (property: string): Answer =>
  refuse(400, `The property, ${property}, in the request body is invalid (line: -, column: -)`);
