import type { ChannelName } from '#src/domain/channel-name';
import type { City } from '#src/domain/city';
import type { ChannelLimits } from '#src/ports/channel';
import type { Clock, Ids } from '#src/ports/system';
import type { Producer } from '#src/queue/producer';
import type { Store } from '#src/store/open';

/** What every use case stands on; put together once, in `src/main`. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly producer: Producer;
  readonly city: City;
  readonly channelLimits: Readonly<Record<ChannelName, ChannelLimits>>;
  /** How residents and their platforms reach us, without a path. */
  readonly publicUrl: string;
}
