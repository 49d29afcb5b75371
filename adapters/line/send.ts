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
      const receipt = acceptedBefore(error);
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

/** To a retry key that it has accepted already LINE answers 409 and which call that was: what we wanted has happened. */
const acceptedBefore = (error: unknown): Receipt | null => {
  const answer = lineAnswerOf(error);
  const requestId = answer?.headers.get('x-line-accepted-request-id') ?? null;
  return requestId === null ? null : { requestId, ...sentOf(answer?.body) };
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
