import type { SentMessage } from '#test/emulators/line/world';
import { answer, refuse, type Answer, type Call } from './answer.ts';

/** LINE's answer when the key was seen before or may not be there; `null` when the call may go on. */
export const asAccepted = ({ endpoint, retryKey, world }: Call): Answer | null => {
  if (retryKey === null) return null;
  if (endpoint !== 'push' && endpoint !== 'multicast' && endpoint !== 'broadcast') {
    return refuse(400, 'The retry key is not supported by this endpoint');
  }
  if (!uuid.test(retryKey)) return refuse(400, 'The retry key is invalid');
  const accepted = world.retryKeys.get(retryKey);
  if (!accepted || world.now() - accepted.at > dayMs) return null;
  return answer(
    409,
    {
      message: 'The retry key is already accepted',
      ...(accepted.sentMessages ? { sentMessages: accepted.sentMessages } : {}),
    },
    { 'x-line-accepted-request-id': accepted.requestId },
  );
};

export const keepKey = (call: Call, sentMessages: readonly SentMessage[] | null): void => {
  const { retryKey, requestId, world } = call;
  if (retryKey !== null) world.retryKeys.set(retryKey, { requestId, at: world.now(), sentMessages });
};

const dayMs = 24 * 60 * 60_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
