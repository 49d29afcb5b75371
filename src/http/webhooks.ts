import express, { Router, type RequestHandler } from 'express';
import type { ChannelName } from '#src/domain/channel-name';
import type { WebhookOutcome } from '#src/domain/health-facts';
import type { Channel } from '#src/ports/channel';
import type { Metrics } from '#src/ports/metrics';
import type { Log } from '#src/ports/system';
import type { AcceptInbound } from '#src/usecases/accept-inbound';
import { ProblemError, sendProblem } from './problems.ts';

/** LINE publishes no limit; a body of its hundred largest texts stays below. */
const bodyLimit = '2mb';

/**
 * One address for each channel that calls us. Answered 200 only when the signature was right and each event is a committed
 * row; anything else makes the platform deliver again.
 */
export const webhooks = (
  channels: readonly Channel[],
  acceptInbound: AcceptInbound,
  log: Log,
  metrics: Metrics,
): Router => {
  const router = Router();
  for (const channel of channels) {
    const { intake } = channel;
    if (intake.kind !== 'webhook') continue;
    router.post(
      `/webhooks/${channel.name}`,
      counted(metrics, channel.name),
      // Raw, whatever the content type says: the signature is over these bytes.
      express.raw({ type: () => true, limit: bodyLimit, inflate: false }),
      async (request, response) => {
        const rawBody: unknown = request.body;
        const received = intake.receive({
          rawBody: Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0),
          header: (name) => request.get(name),
        });
        switch (received.kind) {
          case 'bad-signature':
            log.warn('webhook: signature missing or wrong, nothing kept', { channel: channel.name });
            sendProblem(response, 'not-logged-in');
            return;
          case 'malformed':
            log.warn('webhook: signed, but not readable', { channel: channel.name });
            throw new ProblemError('invalid-request');
          case 'events':
            await acceptInbound(received.events);
            response.status(200).json({});
            for (const { what } of received.events) {
              if (what.kind === 'silenced')
                log.warn('webhook: the platform no longer lets our account answer; see to it there', {
                  channel: channel.name,
                  event: what.name,
                });
            }
        }
      },
    );
  }
  return router;
};

/** First of all, so that the time it takes to read the body counts too. */
const counted =
  (metrics: Metrics, channel: ChannelName): RequestHandler =>
  (_request, response, next) => {
    const ended = metrics.webhookBegan(channel);
    response.once('close', () =>
      ended(response.writableFinished ? outcomeOf(response.statusCode) : 'failed'),
    );
    next();
  };

const outcomeOf = (status: number): WebhookOutcome => {
  if (status < 400) return 'accepted';
  if (status === 401) return 'bad-signature';
  return status < 500 ? 'malformed' : 'failed';
};
