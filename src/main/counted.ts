import { ChannelFaultError, type Channel } from '#src/ports/channel';
import type { Metrics } from '#src/ports/metrics';
import type { Handlers, JobName } from '#src/queue/jobs';
import { TryAgainError } from '#src/queue/verdicts';
import type { AcceptInbound } from '#src/usecases/accept-inbound';

/** The same channel, with its sends counted. */
export const countSends = (channel: Channel, metrics: Metrics): Channel => ({
  ...channel,
  send: async (message, signal) => {
    const ended = metrics.callBegan(channel.name, message.route.kind);
    try {
      const receipt = await channel.send(message, signal);
      ended('accepted');
      return receipt;
    } catch (error) {
      ended(error instanceof ChannelFaultError ? error.fault.kind : 'crashed');
      throw error;
    }
  },
});

/** The same, with what was kept counted. */
export const countEvents =
  (accept: AcceptInbound, metrics: Metrics): AcceptInbound =>
  async (events) => {
    await accept(events);
    metrics.eventsKept(events);
  };

/** The same handlers, with their runs counted. */
export const countJobs = (handlers: Handlers, metrics: Metrics): Handlers => ({
  'message.sort': counted('message.sort', handlers['message.sort'], metrics),
  'message.deliver': counted('message.deliver', handlers['message.deliver'], metrics),
  'media.fetch': counted('media.fetch', handlers['media.fetch'], metrics),
  'profile.fetch': counted('profile.fetch', handlers['profile.fetch'], metrics),
});

const counted =
  <D>(name: JobName, handle: (data: D, signal: AbortSignal) => Promise<void>, metrics: Metrics) =>
  async (data: D, signal: AbortSignal): Promise<void> => {
    const ended = metrics.jobBegan(name);
    try {
      await handle(data, signal);
      ended('done');
    } catch (error) {
      ended(error instanceof TryAgainError ? 'again' : 'failed');
      throw error;
    }
  };
