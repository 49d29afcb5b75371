import type { InboundMessage } from '#src/domain/inbound';
import type { PendingEvent } from '#src/store/pending-events';
import type { Correspondent } from '#src/store/residents';
import type { PastReading } from './compare-past.ts';

/** A resident's message that was read and is about to find its matter. */
export interface Arrived {
  readonly event: PendingEvent;
  readonly what: InboundMessage;
  readonly who: Correspondent;
  readonly reading: PastReading;
}
