import { ActError, base, groupOf, type Done, type Tell } from './acting.ts';
import type { Bubble, Group } from './contract.ts';
import { newQuoteToken, newReplyToken, replaceBubbles, type World } from './world.ts';

/** What residents do where several of them talk. */
export interface GroupActs {
  /** A member brings the city's account in. */
  invite(userId: string, groupId: string): Promise<Done>;
  /** A member sends it away again. */
  dismiss(userId: string, groupId: string): Promise<Done>;
  /** Another resident comes in. */
  join(userId: string, groupId: string): Promise<Done>;
  /** LINE lets people mend a message in groups only. */
  edit(userId: string, messageId: string, text: string): Promise<Done>;
}

export const createGroupActs = (world: World, tell: Tell): GroupActs => {
  const change = (group: Group, by: Partial<Group>): void => {
    world.groups.set(group.groupId, { ...group, ...by });
    world.changed();
  };

  return {
    invite: async (userId, groupId) => {
      const group = groupOf(world, userId, groupId);
      if (group.hasCity) throw new ActError(`The city is in ${groupId} already.`);
      change(group, { hasCity: true });
      const at = world.now();
      const replyToken = newReplyToken(world, groupId, at);
      return tell({ ...base(userId, at, group), type: 'join', replyToken }, replyToken, null);
    },
    dismiss: async (userId, groupId) => {
      const group = groupOf(world, userId, groupId);
      change(group, { hasCity: false });
      return tell({ ...base(userId, world.now(), group), type: 'leave' }, null, null);
    },
    join: async (userId, groupId) => {
      const group = world.groups.get(groupId);
      if (!group?.hasCity) throw new ActError(`There is no group ${groupId} with the city in it.`);
      change(group, { members: [...new Set([...group.members, userId])] });
      const at = world.now();
      const replyToken = newReplyToken(world, groupId, at);
      const joined = { members: [{ type: 'user' as const, userId }] };
      return tell({ ...base(userId, at, group), type: 'memberJoined', joined, replyToken }, replyToken, null);
    },
    edit: async (userId, messageId, text) => {
      const [groupId] =
        [...world.chats].find(([, chat]) => chat.some((bubble) => isOwnText(bubble, userId, messageId))) ??
        [];
      const group = world.groups.get(groupId ?? '');
      if (!group) throw new ActError(`Resident ${userId} has no text ${messageId} in a group.`);
      const at = world.now();
      replaceBubbles(world, group.groupId, (bubble) =>
        bubble.id === messageId ? { ...bubble, content: { kind: 'text', text }, isEdited: true } : bubble,
      );
      world.changed();
      const message = {
        type: 'text' as const,
        id: messageId,
        text,
        quoteToken: newQuoteToken(world, messageId),
      };
      const replyToken = newReplyToken(world, group.groupId, at);
      return tell(
        { ...base(userId, at, group), type: 'messageEdited', message, replyToken },
        replyToken,
        messageId,
      );
    },
  };
};

const isOwnText = (bubble: Bubble, userId: string, messageId: string): boolean =>
  bubble.id === messageId && bubble.writer === userId && bubble.content.kind === 'text';
