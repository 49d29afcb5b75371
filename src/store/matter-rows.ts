import { sql, type RawBuilder } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { CategoryId, DepartmentId, MatterId, ResidentId, StaffId, ThreadId } from '#src/domain/ids';
import type { State } from '#src/domain/matter';
import type { Author, Content } from '#src/domain/message';
import type { Tx } from './open.ts';

export interface MatterSummary {
  readonly id: MatterId;
  readonly number: string;
  readonly state: State;
  readonly isUrgent: boolean;
  readonly categoryId: CategoryId | null;
  readonly departmentId: DepartmentId;
  readonly assigneeId: StaffId | null;
  readonly assigneeName: string | null;
  readonly residentId: ResidentId;
  readonly threadId: ThreadId;
  readonly displayName: string | null;
  readonly channel: ChannelName;
  readonly isReachable: boolean;
  readonly lastAuthor: Author | null;
  readonly lastKind: Content['kind'] | null;
  /** Null when the last message was taken back. */
  readonly lastContent: Content | null;
  readonly lastAt: Date | null;
  readonly hasPhoto: boolean;
  readonly hasPlace: boolean;
  readonly hasFailedSend: boolean;
  readonly isUnread: boolean;
  readonly openedAt: Date;
  readonly waitingSince: Date | null;
  readonly replyBy: Date | null;
  readonly lastResidentAt: Date;
  readonly revision: number;
}

/**
 * Rows for the list, in the order that `chosen` gives them: a query over `matter m` that already holds the page. What a
 * row shows beside it is looked up for these few alone.
 */
export const summarise = async (
  tx: Tx,
  staffId: StaffId,
  chosen: RawBuilder<unknown>,
): Promise<readonly MatterSummary[]> => {
  const { rows } = await sql<MatterSummary>`
    with m as (${chosen})
    select m.id, m.number, m.state, m.is_urgent as "isUrgent", m.category_id as "categoryId",
      m.department_id as "departmentId", m.assignee_id as "assigneeId", s.name as "assigneeName",
      m.resident_id as "residentId", m.thread_id as "threadId", a.display_name as "displayName", t.channel,
      coalesce(a.state = 'active', false) as "isReachable",
      g.author as "lastAuthor", g.kind as "lastKind", g.content as "lastContent", g.occurred_at as "lastAt",
      ${attached(sql`g2.kind in ('image', 'video')`)} as "hasPhoto",
      ${attached(sql`g2.kind = 'place'`)} as "hasPlace",
      exists (
        select from outbox o join delivery d on d.outbox_id = o.id
        where o.matter_id = m.id
          and (d.state in ('refused', 'unknown') or d.state = 'queued' and d.reason is not null)
      ) as "hasFailedSend",
      coalesce(r.revision, 0) < m.revision as "isUnread",
      m.opened_at as "openedAt", m.waiting_since as "waitingSince", m.reply_by as "replyBy",
      m.last_resident_at as "lastResidentAt", m.revision
    from m
    join thread t on t.id = m.thread_id
    left join account a on a.id = t.account_id
    left join staff s on s.id = m.assignee_id
    left join message g on g.id = m.last_message_id
    left join matter_read r on r.matter_id = m.id and r.staff_id = ${staffId}
    order by m.place`.execute(tx);
  return rows;
};

const attached = (kind: RawBuilder<unknown>): RawBuilder<unknown> => sql`exists (
  select from matter_message mm join message g2 on g2.id = mm.message_id
  where mm.matter_id = m.id and g2.author = 'resident' and g2.content is not null and ${kind}
)`;
