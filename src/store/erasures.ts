import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { ErasureReason } from '#src/domain/erasure';
import type {
  DepartmentId,
  ErasureId,
  MatterId,
  MessageId,
  OutboxId,
  ResidentId,
  StaffId,
} from '#src/domain/ids';
import type { Tx } from './open.ts';

/** One message of a matter, or everything of its resident. */
export type Erased =
  | { readonly kind: 'message'; readonly messageId: MessageId }
  | { readonly kind: 'resident'; readonly residentId: ResidentId };

export interface NewErasure {
  readonly id: ErasureId;
  readonly matterId: MatterId;
  readonly departmentId: DepartmentId;
  readonly staffId: StaffId;
  readonly what: Erased;
  readonly reason: ErasureReason;
  readonly at: Date;
}

/** The matters that this message belongs to, as far as the asker sees them. */
export const mattersWithMessage = async (tx: Tx, id: MessageId): Promise<readonly MatterId[]> => {
  const rows = await tx
    .selectFrom('matter_message')
    .select('matter_id as id')
    .where('message_id', '=', id)
    .orderBy('matter_id')
    .execute();
  return rows.map((row) => row.id);
};

/** What the walls say of it; see `erasure_verdict`. */
export const mayErase = async (tx: Tx, matterId: MatterId, what: Erased): Promise<Verdict> => {
  const { messageId, residentId } = idsOf(what);
  const { rows } = await sql<{ verdict: Verdict }>`
    select erasure_verdict(${matterId}, ${messageId}, ${residentId}) as verdict`.execute(tx);
  return rows[0]?.verdict ?? 'not-found';
};

/** - `gone`: the words were taken back or erased before */
type Verdict = 'yes' | 'gone' | 'not-found' | 'forbidden' | 'on-legal-hold';

export const askErasure = async (tx: Tx, erasure: NewErasure): Promise<void> => {
  const { messageId, residentId } = idsOf(erasure.what);
  await tx
    .insertInto('erasure')
    .values({
      id: erasure.id,
      matter_id: erasure.matterId,
      department_id: erasure.departmentId,
      staff_id: erasure.staffId,
      message_id: messageId,
      resident_id: residentId,
      reason: erasure.reason,
      asked_at: erasure.at,
    })
    .execute();
};

const idsOf = (what: Erased) => {
  switch (what.kind) {
    case 'message':
      return { messageId: what.messageId, residentId: null };
    case 'resident':
      return { messageId: null, residentId: what.residentId };
  }
};

/** Null when it was done already. */
export const lockErasure = async (
  tx: Tx,
  id: ErasureId,
): Promise<Omit<NewErasure, 'reason' | 'at'> | null> => {
  const row = await tx
    .selectFrom('erasure')
    .select(['matter_id', 'department_id', 'staff_id', 'message_id', 'resident_id'])
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const what = erasedOf(row.message_id, row.resident_id);
  if (what === null) return null;
  return { id, matterId: row.matter_id, departmentId: row.department_id, staffId: row.staff_id, what };
};

const erasedOf = (messageId: MessageId | null, residentId: ResidentId | null): Erased | null => {
  if (messageId !== null) return { kind: 'message', messageId };
  return residentId === null ? null : { kind: 'resident', residentId };
};

export const markErased = async (tx: Tx, id: ErasureId, now: Date): Promise<void> => {
  await tx.updateTable('erasure').set({ done_at: now }).where('id', '=', id).execute();
};

/** Asked for before this moment, and still to be done: whoever began was killed. */
export const waitingErasures = async (tx: Tx, before: Date, limit: number): Promise<readonly ErasureId[]> => {
  const rows = await tx
    .selectFrom('erasure')
    .select('id')
    .where('done_at', 'is', null)
    .where('asked_at', '<', before)
    .orderBy('asked_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};

export interface MessagePlace {
  readonly channel: ChannelName;
  readonly address: string;
  readonly externalId: string | null;
  readonly matterIds: readonly MatterId[];
}

export const placeOf = async (tx: Tx, id: MessageId): Promise<MessagePlace | null> => {
  const { rows } = await sql<MessagePlace>`
    select g.channel, t.address, g.external_id as "externalId",
      array(select mm.matter_id from matter_message mm where mm.message_id = g.id order by mm.matter_id) as "matterIds"
    from message g join thread t on t.id = g.thread_id where g.id = ${id}`.execute(tx);
  return rows[0] ?? null;
};

/** Calls that were to carry these messages and are not at their end. */
export const sendsCarrying = async (tx: Tx, ids: readonly MessageId[]): Promise<readonly OutboxId[]> => {
  const { rows } = await sql<{ id: OutboxId }>`
    select distinct o.id from outbox_message om join outbox o on o.id = om.outbox_id
    where om.message_id = any(${[...ids]}::uuid[]) and o.state <> 'settled'`.execute(tx);
  return rows.map(({ id }) => id);
};
