import type { MessageId } from '#src/domain/ids';
import type { AttemptResult } from '#src/domain/sending';
import type { Tx } from './open.ts';

export interface AttemptMade {
  readonly number: number;
  readonly route: 'reply' | 'push';
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly result: AttemptResult | null;
  readonly requestId: string | null;
}

/** Oldest first; null for a message that is not there or not theirs. */
export const attemptsMade = async (tx: Tx, messageId: MessageId): Promise<readonly AttemptMade[] | null> => {
  const message = await tx.selectFrom('message').select('id').where('id', '=', messageId).executeTakeFirst();
  if (message === undefined) return null;
  return tx
    .selectFrom('outbox_message')
    .innerJoin('attempt', 'attempt.outbox_id', 'outbox_message.outbox_id')
    .select([
      'attempt.number',
      'attempt.route',
      'attempt.started_at as startedAt',
      'attempt.ended_at as endedAt',
      'attempt.result',
      'attempt.request_id as requestId',
    ])
    .where('outbox_message.message_id', '=', messageId)
    .orderBy('attempt.number')
    .execute();
};
