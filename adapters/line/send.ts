import type { messagingApi } from '@line/bot-sdk';
import { z } from 'zod';
import { abortable } from '#adapters/shared/abortable';
import { ChannelFaultError, type Channel, type Outbound, type Receipt } from '#src/ports/channel';
import { faultOfSending, lineAnswerOf } from './faults.ts';
import { lineMessages } from './messages.ts';

export const sendWith =
  (client: messagingApi.MessagingApiClient): Channel['send'] =>
  async (message, signal) => {
    if (signal.aborted) throw new ChannelFaultError({ kind: 'unavailable' }, { requestId: null });
    try {
      const { httpResponse, body } = await abortable(signal, () => call(client, message));
      return { requestId: httpResponse.headers.get('x-line-request-id'), ...sentOf(body) };
    } catch (error) {
      const receipt = acceptedBefore(message, error);
      if (receipt !== null) return receipt;
      throw faultOfSending(error);
    }
  };

/** A retry key on a reply would be refused: there the token itself is good only once. */
const call = (client: messagingApi.MessagingApiClient, { id, address, route, parts }: Outbound) => {
  const messages = lineMessages(parts);
  switch (route.kind) {
    case 'reply':
      return client.replyMessageWithHttpInfo({ replyToken: route.token, messages });
    case 'push':
      return client.pushMessageWithHttpInfo({ to: address, messages }, id);
  }
};

/**
 * To a retry key that it has accepted already LINE answers 409, which call that was and the messages it made: what we wanted
 * has happened. A reply has no key.
 */
const acceptedBefore = ({ route }: Outbound, error: unknown): Receipt | null => {
  const answer = lineAnswerOf(error);
  if (answer?.status !== 409 || route.kind !== 'push') return null;
  const { headers, body } = answer;
  const requestId = headers.get('x-line-accepted-request-id') ?? headers.get('x-line-request-id');
  return { requestId, ...sentOf(body) };
};

const Sent = z.object({
  sentMessages: z.array(z.object({ id: z.string(), quoteToken: z.string().nullable().catch(null) })),
});

const sentOf = (body: unknown): Pick<Receipt, 'messageExternalIds' | 'quoteTokens'> => {
  const sent = Sent.safeParse(body).data?.sentMessages ?? [];
  return {
    messageExternalIds: sent.map(({ id }) => id),
    quoteTokens: sent.map(({ quoteToken }) => quoteToken),
  };
};
