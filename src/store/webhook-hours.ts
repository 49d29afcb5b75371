import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { WebhookOutcome } from '#src/domain/health-facts';
import type { Tx } from './open.ts';

export interface AnsweredCalls {
  readonly channel: ChannelName;
  readonly outcome: WebhookOutcome;
  readonly count: number;
  readonly lastAt: Date;
}

/** Adds what one web answered since it last told: one row an hour for each channel and outcome, however many calls come. */
export const addAnswered = async (tx: Tx, calls: readonly AnsweredCalls[]): Promise<void> => {
  // In one order, so that two webs never wait for each other.
  const inOrder = calls.toSorted((a, b) =>
    `${a.channel} ${a.outcome}`.localeCompare(`${b.channel} ${b.outcome}`),
  );
  for (const { channel, outcome, count, lastAt } of inOrder) {
    await sql`
      insert into webhook_hour (hour, channel, outcome, count, last_at)
      values (date_trunc('hour', ${lastAt}::timestamptz, 'UTC'), ${channel}, ${outcome}, ${count}, ${lastAt})
      on conflict (hour, channel, outcome) do update
        set count = webhook_hour.count + excluded.count, last_at = greatest(webhook_hour.last_at, excluded.last_at)`.execute(
      tx,
    );
  }
};

export const forgetHoursBefore = async (tx: Tx, before: Date): Promise<void> => {
  await sql`delete from webhook_hour where hour < ${before}`.execute(tx);
};
