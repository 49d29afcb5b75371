import type { ServiceHealth } from '#src/http/contract/health';

/** How the rest of the inbox says a time, a size, a channel and a reason. Handed in, so that the words need no browser. */
export interface Speech {
  readonly time: (iso: string) => string;
  readonly size: (bytes: number) => string;
  readonly channel: (name: ServiceHealth['webhooks']['channels'][number]['channel']) => string;
  readonly reason: (reason: NonNullable<ServiceHealth['failedSends']['list'][number]['reason']>) => string;
}
