import type { webhook } from '@line/bot-sdk';
import type { Release } from './contract.ts';

/** How events that were held back go out at last. */
export const arranged: Readonly<Record<Release['order'], Arrange>> = {
  'as-written': (events) => [...events],
  reversed: (events) => events.toReversed(),
  shuffled: (events) => shuffle(events),
};

type Arrange = (events: readonly webhook.Event[]) => webhook.Event[];

/** Never the order in which they were written: the last event always moves forward. */
const shuffle: Arrange = (events) => {
  const order = [...events];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * last);
    const [moved] = order.splice(other, 1);
    if (moved) order.splice(last, 0, moved);
  }
  return order;
};
