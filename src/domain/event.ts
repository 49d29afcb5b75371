import type { CategoryId, DepartmentId, StaffId } from './ids.ts';
import type { CloseReason } from './matter.ts';

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
  'taken-back',
  'delivery',
  'attachment',
  'blocked',
] as const;
export type EventName = (typeof eventNames)[number];

/** Which of these an event has follows from its name. */
export interface EventDetail {
  readonly from?: DepartmentId;
  readonly to?: DepartmentId;
  readonly assignee?: StaffId | null;
  readonly reason?: CloseReason;
  readonly category?: CategoryId;
}
