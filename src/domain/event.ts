import type { CategoryId, DepartmentId, OutboxId, StaffId } from './ids.ts';
import type { CloseReason, State } from './matter.ts';

/** What happens to a matter, for its history and for live inboxes. Carries ids only, never words. */
export const eventNames = [
  'opened',
  'message',
  'routed',
  'answered',
  'noted',
  'assigned',
  'transferred',
  'closed',
  'reopened',
  'undone',
  'taken-back',
  'edited',
  'erased',
  'resident-erased',
  'delivery',
  'attachment',
  'blocked',
  'unblocked',
  'channel',
] as const;
export type EventName = (typeof eventNames)[number];

/** Which of these an event has follows from its name. */
export interface EventDetail {
  readonly from?: DepartmentId;
  readonly to?: DepartmentId;
  readonly assignee?: StaffId | null;
  readonly reason?: CloseReason;
  readonly category?: CategoryId;
  /** What an undo brings back. */
  readonly before?: State;
  readonly formerAssignee?: StaffId | null;
  /** ISO 8601. */
  readonly formerWaitingSince?: string | null;
  /** The notice that an undo stops. */
  readonly notice?: OutboxId;
}
