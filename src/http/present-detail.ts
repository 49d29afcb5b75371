import type { City } from '#src/domain/city';
import { allowedActions } from '#src/domain/matter';
import type { Place } from '#src/domain/message';
import { offsetMetres, townsAround } from '#src/domain/towns-around';
import type { ChannelLimits } from '#src/ports/channel';
import type { HistoryEvent } from '#src/store/events';
import type { MatterSummary } from '#src/store/matter-rows';
import type { ThreadAttachment, ThreadMessage, ThreadNote, WhyRouted } from '#src/store/matter-thread';
import type { MatterDetail, ThreadItem } from './contract/matters.ts';
import { excerptOf, presentCategory, presentDepartment, presentRow } from './present.ts';

type MessageContent = Extract<ThreadItem, { kind: 'message' }>['content'];

export interface WholeMatter {
  readonly summary: MatterSummary;
  readonly messages: readonly ThreadMessage[];
  readonly messageCount: number;
  readonly attachments: readonly ThreadAttachment[];
  readonly notes: readonly ThreadNote[];
  readonly history: readonly HistoryEvent[];
  readonly why: WhyRouted | null;
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
  const thread = since === null ? items : items.filter((item) => Date.parse(item.at) >= since.getTime());
  return {
    ...presentRow(city, whole.summary),
    thread,
    earlierItems: items.length - thread.length + whole.messageCount - whole.messages.length,
    routing: presentRouting(city, whole),
    may: [...allowedActions(whole.summary.state)],
    channelLimits: { charsPerMessage: limits.charsPerMessage, messagesPerSend: limits.messagesPerSend },
  };
};

const presentMessage = (
  city: City,
  message: ThreadMessage,
  { messages, attachments }: Pick<WholeMatter, 'messages' | 'attachments'>,
): ThreadItem => ({
  kind: 'message',
  id: message.id,
  from: message.author,
  authorName: message.staffName,
  at: message.at.toISOString(),
  content: message.content === null ? { kind: 'taken-back' } : presentContent(city, message.content),
  attachments: attachments.filter(({ messageId }) => messageId === message.id).map(presentAttachment),
  quoted:
    message.quotedId === null ? null : { id: message.quotedId, excerpt: excerptOf(message.quotedContent) },
  delivery:
    message.deliveryState === null || message.deliveryAt === null || isTalliedLater(message, messages)
      ? null
      : {
          state: message.deliveryState,
          at: message.deliveryAt.toISOString(),
          reason: message.deliveryReason,
          mayRetry: message.deliveryState === 'refused' || message.deliveryState === 'unknown',
        },
});

/** Words, pictures and files of one answer went out in one call and share its fate: it is told once, under the last. */
const isTalliedLater = (message: ThreadMessage, messages: readonly ThreadMessage[]): boolean =>
  message.author === 'staff' &&
  message.outboxId !== null &&
  messages.findLast(({ outboxId }) => outboxId === message.outboxId) !== message;

const presentContent = (city: City, content: NonNullable<ThreadMessage['content']>): MessageContent => {
  switch (content.kind) {
    case 'sticker':
      return { kind: 'sticker', words: [...content.words] };
    case 'place':
      return { ...content, around: townsNear(city, content) };
    case 'text':
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
    case 'unsupported':
      return content;
  }
};

/** As far as somebody walks to look, and as many as a small drawing has room for. */
const townsNear = (city: City, place: Place) =>
  townsAround(place, city.towns, 1_200)
    .slice(0, 8)
    .map((town) => ({ name: town.name, ...offsetMetres(place, town) }));

const presentAttachment = (attachment: ThreadAttachment) => ({
  id: attachment.id,
  kind: attachment.kind,
  state: attachment.state === 'erasing' ? ('gone' as const) : attachment.state,
  mime: attachment.mime,
  bytes: attachment.bytes === null ? null : Number(attachment.bytes),
  fileName: attachment.fileName,
  url: `/api/attachments/${attachment.id}`,
});

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
    case 'blocked':
      return line({ name: 'blocked' });
    // These are seen in the thread itself.
    case 'message':
    case 'answered':
    case 'noted':
    case 'taken-back':
    case 'delivery':
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
