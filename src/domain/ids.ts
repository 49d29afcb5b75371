/** Ids are UUIDs of our own making; a brand keeps one kind from being passed for another. */
type Id<Kind extends string> = string & { readonly __id: Kind };

export type ResidentId = Id<'resident'>;
export type AccountId = Id<'account'>;
export type ThreadId = Id<'thread'>;
export type MatterId = Id<'matter'>;
export type MessageId = Id<'message'>;
export type AttachmentId = Id<'attachment'>;
export type InboundEventId = Id<'inbound-event'>;
export type OutboxId = Id<'outbox'>;
export type StaffId = Id<'staff'>;
export type ErasureId = Id<'erasure'>;

/** A department's or category's id is the key a clerk gave it in the city files, such as `road`. */
export type DepartmentId = Id<'department'>;
export type CategoryId = Id<'category'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const key = /^[a-z][a-z0-9-]{0,39}$/;

export const isResidentId = (text: string): text is ResidentId => uuid.test(text);
export const isAccountId = (text: string): text is AccountId => uuid.test(text);
export const isThreadId = (text: string): text is ThreadId => uuid.test(text);
export const isMatterId = (text: string): text is MatterId => uuid.test(text);
export const isMessageId = (text: string): text is MessageId => uuid.test(text);
export const isAttachmentId = (text: string): text is AttachmentId => uuid.test(text);
export const isInboundEventId = (text: string): text is InboundEventId => uuid.test(text);
export const isOutboxId = (text: string): text is OutboxId => uuid.test(text);
export const isStaffId = (text: string): text is StaffId => uuid.test(text);
export const isErasureId = (text: string): text is ErasureId => uuid.test(text);
export const isDepartmentId = (text: string): text is DepartmentId => key.test(text);
export const isCategoryId = (text: string): text is CategoryId => key.test(text);
