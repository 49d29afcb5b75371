import { lineLimits } from '#adapters/line/channel';
import { webchatLimits } from '#adapters/webchat/channel';
import { systemIds } from '#src/main/system';
import type { Nudge } from '#src/queue/jobs';
import type { Context } from '#src/usecases/context';
import type { CityHall } from './city-hall.ts';
import { smallCity } from './small-city.ts';

/** What use cases stand on, in the small city. Jobs are kept, not done: rows are the truth. */
export function contextOf(hall: CityHall): { readonly context: Context; readonly nudges: Nudge[] } {
  const nudges: Nudge[] = [];
  const context: Context = {
    store: hall.store,
    clock: hall.clock,
    ids: systemIds,
    producer: { nudge: (...more) => void nudges.push(...more), close: () => Promise.resolve() },
    city: smallCity,
    channelLimits: { line: lineLimits, webchat: webchatLimits },
    publicUrl: 'https://kodama.city.example',
  };
  return { context, nudges };
}
