import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { WaitingMessage } from '#src/domain/surely-answered';
import { happening } from './happening.ts';
import type { Tx } from './open.ts';

export interface WaitingInThread extends WaitingMessage {
  readonly channel: ChannelName;
  readonly address: string;
}

export interface WaitingSince {
  readonly receivedAfter: Date;
  readonly receivedBefore: Date;
  /** A matter closed after this still counts as one the resident has. */
  readonly closedAfter: Date;
  /** A sign given after this is still to be seen. */
  readonly signedAfter: Date;
}

/** Messages that wait to be sorted, were not taken back, and whose thread has no sign yet; the longest wait first. */
export const waitingMessages = async (
  tx: Tx,
  since: WaitingSince,
  limit: number,
): Promise<readonly WaitingInThread[]> => {
  const { rows } = await sql<Row>`
    select e.channel, e.address, e.body,
      exists (
        select from account a join matter m on m.resident_id = a.resident_id
        where a.channel = e.channel and a.external_id = e.address
          and (m.state <> 'closed' or m.closed_at >= ${since.closedAfter})
      ) as "hasMatters"
    from inbound_event e
    where e.state = 'pending' and e.kind = 'message'
      and e.received_at > ${since.receivedAfter} and e.received_at <= ${since.receivedBefore}
      and not exists (
        select from inbound_event u
        where u.channel = e.channel and u.kind = 'unsend' and u.message_external_id = e.message_external_id
      )
      and not exists (
        select from working_sign w
        where w.channel = e.channel and w.address = e.address and w.given_at > ${since.signedAfter}
      )
    order by e.received_at
    limit ${limit}`.execute(tx);
  return rows.flatMap(({ body, ...row }) => {
    const what = happening.parse(body);
    return what.kind === 'message'
      ? [{ ...row, content: what.content, isInSet: what.imageSet !== null }]
      : [];
  });
};

interface Row {
  readonly channel: ChannelName;
  readonly address: string;
  readonly body: unknown;
  readonly hasMatters: boolean;
}

/** Who wrote to the city when is nothing to keep: a sign that is no more to be seen is forgotten. */
export const forgetSigns = async (tx: Tx, before: Date): Promise<void> => {
  await tx.deleteFrom('working_sign').where('given_at', '<=', before).execute();
};

/** False when a sign was given there after `signedAfter`, be it for another message of this look. */
export const claimSign = async (
  tx: Tx,
  { channel, address }: Pick<WaitingInThread, 'channel' | 'address'>,
  signedAfter: Date,
  now: Date,
): Promise<boolean> => {
  const claimed = await tx
    .insertInto('working_sign')
    .values({ channel, address, given_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'address'])
        .doUpdateSet({ given_at: now })
        .where('working_sign.given_at', '<=', signedAfter),
    )
    .executeTakeFirst();
  return claimed.numInsertedOrUpdatedRows === 1n;
};
