import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type {
  AccountId,
  AttachmentId,
  CategoryId,
  DepartmentId,
  ErasureId,
  InboundEventId,
  MatterId,
  MessageId,
  OutboxId,
  ResidentId,
  StaffId,
  ThreadId,
} from '#src/domain/ids';
import type { ErasureReason } from '#src/domain/erasure';
import type { CloseReason, State } from '#src/domain/matter';
import type { Author, Content, MediaKind } from '#src/domain/message';
import type { QuickReply } from '#src/domain/quick-reply';
import type { EventDetail, EventName } from '#src/domain/event';
import type { HoldKind } from '#src/domain/hold';
import type { AttemptResult, DeliveryReason, DeliveryState } from '#src/domain/sending';
import type { Candidate, Confidence, DecidingWord } from '#src/domain/routing';
import type { ChatTables } from './tables-of-chat.ts';
import type { StaffTables } from './tables-of-staff.ts';

type Json<T extends object | null> = JSONColumnType<NonNullable<T>>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface Tables extends StaffTables, ChatTables {
  resident: { id: ResidentId; created_at: Generated<Date> };
  account: {
    id: AccountId;
    resident_id: ResidentId;
    channel: ChannelName;
    external_id: string;
    state: Defaulted<'active' | 'blocked'>;
    display_name: string | null;
    state_at: Date | null;
    profile_asked_at: Date | null;
  };
  thread: { id: ThreadId; channel: ChannelName; address: string; account_id: AccountId | null };
  inbound_event: {
    id: InboundEventId;
    channel: ChannelName;
    event_id: string;
    address: string | null;
    kind: string;
    message_external_id: string | null;
    occurred_at: Date;
    received_at: Generated<Date>;
    body: ColumnType<unknown, string | null, string | null>;
    state: Defaulted<'pending' | 'done' | 'set-aside'>;
    handled_at: Date | null;
    tries: Generated<number>;
    set_aside_at: Date | null;
    fault: string | null;
    claimed_at: Date | null;
  };
  message: {
    id: MessageId;
    thread_id: ThreadId;
    author: Author;
    staff_id: StaffId | null;
    kind: Content['kind'];
    content: ColumnType<Content | null, string, string | null>;
    external_id: string | null;
    channel: ChannelName;
    quotes_external_id: string | null;
    quotes_message_id: MessageId | null;
    quote_token: string | null;
    edited_at: Date | null;
    image_set_id: string | null;
    image_set_index: number | null;
    image_set_total: number | null;
    occurred_at: Date;
    recorded_at: Generated<Date>;
    taken_back_at: Date | null;
    erased_by: ColumnType<StaffId | null, never, StaffId | null>;
    erased_in: ColumnType<DepartmentId | null, never, DepartmentId | null>;
  };
  message_part: { channel: ChannelName; external_id: string; message_id: MessageId };
  attachment: {
    id: AttachmentId;
    message_id: MessageId;
    kind: MediaKind;
    state: Defaulted<'waiting' | 'stored' | 'failed' | 'gone' | 'erasing'>;
    file_name: string | null;
    mime: string | null;
    bytes: string | null;
    tries: Generated<number>;
    next_try_at: Generated<Date>;
    preparing_since: Date | null;
    preview_id: ColumnType<string | null, string | null | undefined, never>;
    public_token: ColumnType<string | null, never, string | null>;
  };
  upload: {
    id: AttachmentId;
    matter_id: MatterId;
    staff_id: StaffId;
    kind: 'image' | 'file';
    file_name: string;
    mime: string;
    bytes: string;
    preview_id: string | null;
    state: Defaulted<'arriving' | 'kept' | 'erasing'>;
    created_at: Date;
  };
  matter: {
    id: MatterId;
    fiscal_year: number;
    number: string;
    resident_id: ResidentId;
    thread_id: ThreadId;
    department_id: DepartmentId;
    category_id: CategoryId | null;
    state: State;
    assignee_id: StaffId | null;
    is_urgent: Generated<boolean>;
    close_reason: CloseReason | 'erased' | null;
    opened_at: Date;
    closed_at: Date | null;
    waiting_since: Date | null;
    reply_by: Date | null;
    last_message_id: MessageId | null;
    last_resident_at: Date;
    revision: Generated<number>;
    retention_class: Generated<string>;
    is_on_legal_hold: Generated<boolean>;
  };
  matter_message: { matter_id: MatterId; message_id: MessageId };
  classification: {
    message_id: MessageId;
    matter_id: MatterId;
    confidence: Confidence;
    candidates: Json<readonly Candidate[]>;
    words: Json<readonly DecidingWord[]>;
    made_at: Generated<Date>;
  };
  erasure: {
    id: ErasureId;
    matter_id: MatterId;
    department_id: DepartmentId;
    staff_id: StaffId;
    message_id: MessageId | null;
    resident_id: ResidentId | null;
    reason: ErasureReason;
    asked_at: Date;
    done_at: ColumnType<Date | null, never, Date>;
  };
  note: { id: string; matter_id: MatterId; staff_id: StaffId; text: string; at: Generated<Date> };
  matter_read: { matter_id: MatterId; staff_id: StaffId; revision: number };
  event: {
    id: GeneratedAlways<string>;
    xid: ColumnType<string, never, never>;
    at: Generated<Date>;
    name: EventName;
    matter_id: MatterId | null;
    departments: readonly DepartmentId[];
    actor_id: StaffId | null;
    detail: ColumnType<EventDetail, string | undefined, never>;
  };
  epoch: { is_only: GeneratedAlways<boolean>; id: GeneratedAlways<string>; began_at: GeneratedAlways<Date> };
  outbox: {
    id: OutboxId;
    channel: ChannelName;
    thread_id: ThreadId;
    matter_id: MatterId | null;
    route: 'reply' | 'push';
    reply_token: string | null;
    reply_expires_at: Date | null;
    quick_replies: ColumnType<readonly QuickReply[], string | undefined, never>;
    state: Defaulted<'queued' | 'sending' | 'settled'>;
    tries: Generated<number>;
    first_tried_at: Date | null;
    claimed_at: Date | null;
    next_try_at: Defaulted<Date>;
    created_at: Generated<Date>;
    call: ColumnType<unknown, never, string | null>;
    waits: Generated<number>;
    held_since: ColumnType<Date | null, never, Date | null>;
  };
  channel_hold: {
    channel: ChannelName;
    kind: HoldKind;
    since: Date;
    next_try_at: Date;
    is_told: Generated<boolean>;
  };
  outbox_message: { outbox_id: OutboxId; position: number; message_id: MessageId };
  delivery: {
    outbox_id: OutboxId;
    account_id: AccountId | null;
    state: Defaulted<DeliveryState>;
    reason: DeliveryReason | null;
    changed_at: Generated<Date>;
  };
  working_sign: { channel: ChannelName; address: string; given_at: Date };
  attempt: {
    outbox_id: OutboxId;
    number: number;
    route: 'reply' | 'push';
    started_at: Date;
    ended_at: Date | null;
    result: AttemptResult | null;
    request_id: string | null;
    detail: string | null;
  };
}
