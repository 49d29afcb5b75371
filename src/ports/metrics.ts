import type { ChannelName } from '#src/domain/channel-name';
import type { InboundEvent } from '#src/domain/inbound';
import type { WebhookOutcome } from '#src/domain/health-facts';
import type { Fault } from './channel.ts';

/**
 * Counts what happens, for whoever watches over the service. What is told here are names from closed lists: never an id,
 * and never a resident's words. What began is told to have ended by calling what came back.
 */
export interface Metrics {
  webhookBegan(channel: ChannelName): (outcome: WebhookOutcome) => void;
  /** Events that are kept now; a redelivery is told too. */
  eventsKept(events: readonly Pick<InboundEvent, 'channel' | 'what'>[]): void;
  callBegan(channel: ChannelName, route: 'reply' | 'push'): (result: CallResult) => void;
  jobBegan(job: string): (ending: JobEnding) => void;
}

/** `crashed`: something else than a fault that the channel knows. */
export type CallResult = 'accepted' | Fault['kind'] | 'crashed';

/** `again`: the handler wants to come back later, which is no failure. */
export type JobEnding = 'done' | 'again' | 'failed';
