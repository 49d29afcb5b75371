import { z } from 'zod';
import { lineLimits } from '#adapters/line/channel';
import { webchatLimits } from '#adapters/webchat/channel';
import { loadCity } from '#config/city';
import {
  isCategoryId,
  isDepartmentId,
  isMatterId,
  isMessageId,
  type DepartmentId,
  type InboundEventId,
  type MessageId,
  type StaffId,
} from '#src/domain/ids';
import type { Happening, ImageSet, InboundEvent, InboundMessage } from '#src/domain/inbound';
import { states } from '#src/domain/matter';
import type { Content } from '#src/domain/message';
import type { Nudge } from '#src/queue/jobs';
import { acceptInbound } from '#src/usecases/accept-inbound';
import type { Context } from '#src/usecases/context';
import { newId } from '#src/usecases/new-id';
import { reply } from '#src/usecases/reply';
import { sortMessage } from '#src/usecases/sort-message';
import { openCityHall } from './city-hall.ts';
import { query } from './query.ts';
import { silentLog } from './silent-log.ts';
import { taughtReader } from './taught-reader.ts';

/** The sample city with its real tokenizer, classifier and database; jobs are collected and done when a test says so. */
export async function openSortingRoom(change: Partial<Pick<Context, 'ids'>> = {}) {
  const city = loadCity('config/city');
  const hall = await openCityHall(city.departments);
  const nudges: Nudge[] = [];
  const context: Context = {
    store: hall.store,
    clock: hall.clock,
    ids: change.ids ?? hall.context.ids,
    producer: { nudge: (...more) => void nudges.push(...more), close: () => Promise.resolve() },
    city,
    channelLimits: { line: lineLimits, webchat: webchatLimits },
    publicUrl: 'https://kodama.city.example',
  };
  const sort = sortMessage(context, await taughtReader(), silentLog);
  const accept = acceptInbound(context);

  /** Takes what waits to be sorted out of the collected jobs. */
  const takeWaiting = (): readonly InboundEventId[] => {
    const waiting = nudges.flatMap((nudge) =>
      nudge.name === 'message.sort' ? [nudge.data.inboundEventId] : [],
    );
    const rest = nudges.filter(({ name }) => name !== 'message.sort');
    nudges.splice(0, nudges.length, ...rest);
    return waiting;
  };
  const sortAll = async (): Promise<void> => {
    for (const inboundEventId of takeWaiting()) while ((await sort({ inboundEventId })) !== null);
  };

  let count = 0;
  const eventOf = (address: string, what: Happening, occurredAt: Date): InboundEvent => {
    count += 1;
    const eventId = `event-${count}`;
    return { channel: 'line', eventId, occurredAt, isRedelivery: false, address, what };
  };

  /** Somebody who has never written before. */
  const resident = () => {
    count += 1;
    const address = `U-resident-${count}`;
    const messageOf = (content: Content, how: How = {}): InboundMessage => {
      count += 1;
      return {
        kind: 'message',
        messageExternalId: how.id ?? `message-${count}`,
        content,
        quotedExternalId: how.quotes ?? null,
        quoteToken: how.quoteToken ?? null,
        replyToken: how.replyToken === undefined ? `token-${count}` : how.replyToken,
        imageSet: how.imageSet ?? null,
      };
    };
    /** What the platform tells of it, before anybody has accepted it. */
    const telling = (what: Happening, at?: Date): InboundEvent => {
      hall.clock.pass({ seconds: 1 });
      return eventOf(address, what, at ?? hall.clock.now());
    };
    const does = async (what: Happening, at?: Date): Promise<void> => {
      await accept([telling(what, at)]);
      await sortAll();
    };
    const sends = async (content: Content, how: How = {}): Promise<string> => {
      const message = messageOf(content, how);
      await does(message, how.at);
      return message.messageExternalId;
    };
    const matters = async (): Promise<readonly MatterRow[]> =>
      matterRows.parse(await query(hall.url, mattersSql, [address]));
    return {
      address,
      telling,
      messageOf,
      does,
      sends,
      says: (text: string, how: How = {}) => sends({ kind: 'text', text }, how),
      matters,
      /** The only one. */
      matter: async (): Promise<MatterRow> => {
        const [first, ...others] = await matters();
        if (first === undefined || others.length > 0)
          throw new Error(`${others.length + 1} matters, not one`);
        return first;
      },
      /** Every call to the platform that was decided on, oldest first. */
      told: async (): Promise<readonly Told[]> => toldRows.parse(await query(hall.url, toldSql, [address])),
      messages: async () => messageRows.parse(await query(hall.url, messagesSql, [address])),
    };
  };

  /** A clerk of these departments. */
  const clerk = async (name: string, ...keys: readonly string[]): Promise<StaffId> => {
    const memberships = keys.map((key) => ({ departmentId: departmentKey(key), role: 'staff' as const }));
    return (await hall.employ(`${name}@city.example`, { memberships })).person.id;
  };

  /** A clerk writes to the resident; returns the message's id. */
  const answer = async (
    staffId: StaffId,
    { id: matterId, revision }: Pick<MatterRow, 'id' | 'revision'>,
    how: { readonly asksBack?: boolean } = {},
  ): Promise<MessageId> => {
    hall.clock.pass({ seconds: 1 });
    const messageId = newId(context.ids, isMessageId);
    const outcome = await reply(context, {
      staffId,
      matterId,
      messageId,
      text: how.asksBack === true ? 'どちら側ですか？' : '確認します。',
      asksBack: how.asksBack ?? false,
      revision,
      overStale: false,
    });
    if (outcome.kind !== 'done') throw new Error(`the answer was not taken: ${outcome.kind}`);
    return messageId;
  };

  return {
    ...hall,
    city,
    answer,
    context,
    nudges,
    accept,
    sort,
    sortAll,
    takeWaiting,
    resident,
    clerk,
    events: async (matter: Pick<MatterRow, 'id'>) =>
      (await query(hall.url, 'select name from event where matter_id = $1 order by id', [matter.id])).map(
        ({ name }) => name,
      ),
    close: () => hall.drop(),
  };
}

export type SortingRoom = Awaited<ReturnType<typeof openSortingRoom>>;

interface How {
  /** The platform's id of the message. */
  readonly id?: string;
  readonly quotes?: string;
  readonly quoteToken?: string;
  readonly replyToken?: string | null;
  readonly imageSet?: ImageSet;
  /** When the resident wrote it, if not now. */
  readonly at?: Date;
}

export function departmentKey(text: string): DepartmentId {
  if (!isDepartmentId(text)) throw new Error(`${text} is no department's key`);
  return text;
}

const matterRows = z.array(
  z.object({
    id: z.string().refine(isMatterId),
    number: z.string(),
    state: z.enum(states),
    departmentId: z.string().refine(isDepartmentId),
    categoryId: z.string().refine(isCategoryId).nullable(),
    assigneeId: z.string().nullable(),
    isUrgent: z.boolean(),
    closedAt: z.date().nullable(),
    waitingSince: z.date().nullable(),
    replyBy: z.date().nullable(),
    lastResidentAt: z.date(),
    lastMessageId: z.string().refine(isMessageId),
    revision: z.int(),
  }),
);
export type MatterRow = z.infer<typeof matterRows>[number];
const mattersSql = `select m.id, m.number, m.state, m.department_id as "departmentId", m.category_id as "categoryId",
    m.assignee_id as "assigneeId", m.is_urgent as "isUrgent", m.closed_at as "closedAt", m.waiting_since as "waitingSince",
    m.reply_by as "replyBy", m.last_resident_at as "lastResidentAt", m.last_message_id as "lastMessageId", m.revision
  from matter m join thread t on t.id = m.thread_id where t.address = $1 order by m.opened_at, m.id`;

const toldRows = z.array(
  z.object({
    route: z.enum(['reply', 'push']),
    token: z.string().nullable(),
    texts: z.array(z.string()),
    choices: z.array(z.object({ label: z.string(), data: z.string() })),
    matterId: z.string().nullable(),
  }),
);
export type Told = z.infer<typeof toldRows>[number];
const toldSql = `select o.route, o.reply_token as token, o.quick_replies as choices, o.matter_id as "matterId",
    array(select g.content ->> 'text' from outbox_message om join message g on g.id = om.message_id
      where om.outbox_id = o.id order by om.position) as texts
  from outbox o join thread t on t.id = o.thread_id where t.address = $1 order by o.created_at, o.id`;

const messageRows = z.array(
  z.object({
    id: z.string().refine(isMessageId),
    author: z.string(),
    kind: z.string(),
    text: z.string().nullable(),
    externalId: z.string().nullable(),
    isTakenBack: z.boolean(),
    matterIds: z.array(z.string()),
  }),
);
const messagesSql = `select g.id, g.author, g.kind, g.content ->> 'text' as text, g.external_id as "externalId",
    g.taken_back_at is not null as "isTakenBack",
    array(select mm.matter_id from matter_message mm where mm.message_id = g.id) as "matterIds"
  from message g join thread t on t.id = g.thread_id where t.address = $1 order by g.occurred_at, g.id`;
