import type { webhook } from '@line/bot-sdk';
import type { Bubble, Group, Resident, WebhookOutcome } from './contract.ts';
import { newUlid } from './ids.ts';
import { chatOf, type World } from './world.ts';

/** What came of an act. */
export interface Done {
  /** `null` when the act made no message, such as a block. */
  readonly messageId: string | null;
  readonly webhookEventId: string;
  readonly replyToken: string | null;
  readonly outcome: WebhookOutcome;
}

/** The phone would not let the resident do this. */
export class ActError extends Error {
  override readonly name = 'ActError';
}

/** Hands an event to LINE, which tells the city. */
export type Tell = (
  event: webhook.Event,
  replyToken: string | null,
  messageId: string | null,
) => Promise<Done>;

export const residentOf = (world: World, userId: string): Resident => {
  const resident = world.residents.get(userId);
  if (!resident) throw new ActError(`No resident ${userId} lives here.`);
  return resident;
};

/** A group in which this resident may speak to the city. */
export const groupOf = (world: World, userId: string, groupId: string): Group => {
  const group = world.groups.get(groupId);
  if (!group?.members.includes(userId)) throw new ActError(`${userId} is in no group ${groupId}.`);
  return group;
};

export const show = (
  world: World,
  chatId: string,
  bubble: Pick<Bubble, 'id' | 'at' | 'content' | 'quotedMessageId' | 'writer'> & Partial<Bubble>,
): void => {
  const plain = {
    author: 'resident',
    quickReplies: [],
    isRead: false,
    isEdited: false,
    imageSet: null,
  } as const;
  chatOf(world, chatId).push({ ...plain, ...bubble });
  world.changed();
};

/** What every event of LINE's carries; alone with the city when `group` is null. */
export const base = (userId: string, at: number, group: Group | null = null) => ({
  source: sourceOf(userId, group),
  timestamp: at,
  mode: 'active' as const,
  webhookEventId: newUlid(at),
  deliveryContext: { isRedelivery: false },
});

const sourceOf = (userId: string, group: Group | null) => {
  switch (group?.kind) {
    case 'group':
      return { type: 'group' as const, groupId: group.groupId, userId };
    case 'room':
      return { type: 'room' as const, roomId: group.groupId, userId };
    case undefined:
      return { type: 'user' as const, userId };
  }
};
