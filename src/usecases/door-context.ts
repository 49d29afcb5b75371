import type { Passwords } from '#src/ports/passwords';
import type { Context } from './context.ts';

/** What the use cases about coming in, and about who may, stand on. */
export interface DoorContext extends Pick<Context, 'store' | 'clock' | 'ids'> {
  readonly passwords: Passwords;
}
