import type { City } from '#src/domain/city';
import { allowedActions } from '#src/domain/matter';
import type { ChannelLimits } from '#src/ports/channel';
import type { HistoryEvent } from '#src/store/events';
import type { MatterSummary } from '#src/store/matter-rows';
import type { ThreadAttachment, ThreadMessage, ThreadNote, WhyRouted } from '#src/store/matter-thread';
import { safeFileName } from '#src/domain/file-name';
import type { MatterDetail, ThreadItem } from './contract/matters.ts';
import { presentContent, presentQuote, presentTombstone } from './present-content.ts';
import { presentCategory, presentDepartment, presentRow } from './present.ts';

export interface WholeMatter {
  readonly summary: MatterSummary;
  readonly messages: readonly ThreadMessage[];
  readonly messageCount: number;
  readonly attachments: readonly ThreadAttachment[];
  readonly notes: readonly ThreadNote[];
  readonly history: readonly HistoryEvent[];
  readonly why: WhyRouted | null;
  /** What this reader may have erased for good. */
  readonly mayErase: { readonly message: boolean; readonly resident: boolean };
}

/** A matter with its thread, field by field. Names of staff who may be unknown are looked up by `nameOf`. */
export const presentMatter = (
  city: City,
  limits: ChannelLimits,
  whole: WholeMatter,
  nameOf: (staffId: string) => string | null,
): MatterDetail => {
  const since = whole.messageCount > whole.messages.length ? (whole.messages[0]?.at ?? null) : null;
  const items = [
    ...whole.messages
      .filter((message) => message.deliveryReason !== 'undone')
      .map((message) => presentMessage(city, message, whole)),
    ...whole.notes.map(presentNote),
    ...whole.history.flatMap((event) => presentEvent(city, event, nameOf)),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const isErased = whole.history.some(({ name }) => name === 'resident-erased');
  const thread = since === null ? items : items.filter((item) => Date.parse(item.at) >= since.getTime());
  return {
    ...presentRow(city, whole.summary),
    thread,
    earlierItems: items.length - thread.length + whole.messageCount - whole.messages.length,
    routing: presentRouting(city, whole),
    may: allowedActions(whole.summary.state).filter((action) => !isErased || action !== 'reopen'),
    mayErase: whole.mayErase,
    isErased,
    channelLimits: { charsPerMessage: limits.charsPerMessage, messagesPerSend: limits.messagesPerSend },
  };
};

const presentMessage = (
  city: City,
  message: ThreadMessage,
  { summary, messages, attachments }: WholeMatter,
): ThreadItem => ({
  kind: 'message',
  id: message.id,
  from: message.author,
  authorName: message.staffName,
  at: message.at.toISOString(),
  content: message.content === null ? presentTombstone(city, message) : presentContent(city, message.content),
  attachments: attachments.filter(({ messageId }) => messageId === message.id).map(presentAttachment),
  quoted: presentQuote(message, messages),
  mayQuote: message.mayQuote && allowedActions(summary.state).includes('reply'),
  edited:
    message.editedAt === null || message.content === null
      ? null
      : { at: message.editedAt.toISOString(), afterAnswer: wasAnswered(message, message.editedAt, messages) },
  imageSet: message.imageSet,
  delivery:
    message.deliveryState === null || message.deliveryAt === null || isTalliedLater(message, messages)
      ? null
      : {
          state: message.deliveryState,
          at: message.deliveryAt.toISOString(),
          reason: message.deliveryReason,
          mayRetry: mayRetry(message),
        },
});

/** What waits for its channel may be asked for at once, too. */
const mayRetry = ({ deliveryState, deliveryReason }: ThreadMessage): boolean =>
  deliveryState === 'refused' ||
  deliveryState === 'unknown' ||
  (deliveryState === 'queued' && deliveryReason !== null);

/** An answer that stands between the first words and the new ones was an answer to the first. */
const wasAnswered = (message: ThreadMessage, editedAt: Date, messages: readonly ThreadMessage[]): boolean =>
  messages.some(({ author, at }) => author === 'staff' && at > message.at && at < editedAt);

/** Words, pictures and files of one answer went out in one call and share its fate: it is told once, under the last. */
const isTalliedLater = (message: ThreadMessage, messages: readonly ThreadMessage[]): boolean =>
  message.author === 'staff' &&
  message.outboxId !== null &&
  messages.findLast(({ outboxId }) => outboxId === message.outboxId) !== message;

const presentAttachment = (attachment: ThreadAttachment) => ({
  id: attachment.id,
  kind: attachment.kind,
  state: stateOf(attachment),
  mime: attachment.mime,
  bytes: attachment.bytes === null ? null : Number(attachment.bytes),
  fileName: attachment.fileName === null ? null : safeFileName(attachment.fileName),
  url: `/api/attachments/${attachment.id}`,
});

const stateOf = ({ state, preparingSince }: ThreadAttachment) => {
  if (state === 'erasing') return 'gone' as const;
  return state === 'waiting' && preparingSince !== null ? ('preparing' as const) : state;
};

const presentNote = (note: ThreadNote): ThreadItem => ({
  kind: 'note',
  id: note.id,
  authorName: note.staffName,
  at: note.at.toISOString(),
  text: note.text,
});

const presentEvent = (
  city: City,
  event: HistoryEvent,
  nameOf: (staffId: string) => string | null,
): readonly ThreadItem[] => {
  const line = (what: Extract<ThreadItem, { kind: 'event' }>['what']): readonly ThreadItem[] => [
    { kind: 'event', id: event.id, at: event.at.toISOString(), actorName: event.actorName, what },
  ];
  const { from, to, assignee, reason } = event.detail;
  const toName = to === undefined ? '' : presentDepartment(city, to).name;
  switch (event.name) {
    case 'opened':
      return line({ name: 'opened', departmentName: toName });
    case 'routed':
      return line({ name: 'routed', departmentName: toName });
    case 'transferred':
      return line({
        name: 'transferred',
        fromName: from === undefined ? '' : presentDepartment(city, from).name,
        toName,
      });
    case 'assigned':
      return line({
        name: 'assigned',
        assigneeName: assignee === undefined || assignee === null ? null : nameOf(assignee),
      });
    case 'closed':
      return reason === undefined ? [] : line({ name: 'closed', reason });
    case 'reopened':
      return line({ name: 'reopened' });
    case 'undone':
      return line({ name: 'undone' });
    case 'resident-erased':
      return line({ name: 'resident-erased' });
    case 'blocked':
    case 'unblocked':
      return line({ name: event.name });
    // These are seen in the thread itself.
    case 'message':
    case 'answered':
    case 'noted':
    case 'taken-back':
    case 'edited':
    case 'erased':
    case 'delivery':
    case 'channel':
    case 'attachment':
      return [];
  }
};

const presentRouting = (city: City, { summary, why }: WholeMatter): MatterDetail['routing'] => {
  if (why === null) return null;
  const [first] = why.candidates;
  const others = why.candidates.flatMap(({ categoryId, probability }) => {
    const category = city.categories.find(({ id }) => id === categoryId);
    if (category === undefined || category.id === summary.categoryId) return [];
    const named = presentCategory(city, category.id);
    if (named === null) return [];
    return [{ category: named, department: presentDepartment(city, category.departmentId), probability }];
  });
  return {
    confidence: why.confidence,
    probability: first?.probability ?? 0,
    words: why.words.map(({ word, weight }) => ({ word, weight })),
    others: others.slice(0, 2),
  };
};
