import type { ChannelName } from './channel-name.ts';

/**
 * One talk of the city's own web chat: the id of its account, which is also its thread's address. It opens nothing by itself:
 * a device reads a talk by a session of it.
 */
export type TalkId = string & { readonly __id: 'talk' };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isTalkId = (text: string): text is TalkId => uuid.test(text);

export const talkChannel = 'webchat' satisfies ChannelName;

/** The channel's id of what a page sent: with the talk before it, so that nobody can take the id of somebody else's. */
export const externalIdIn = (talk: TalkId, pageId: string): string => `${talk}/${pageId}`;

/** The page's own id again. */
export const pageIdIn = (talk: TalkId, externalId: string): string =>
  externalId.startsWith(`${talk}/`) ? externalId.slice(talk.length + 1) : externalId;

export const talking = {
  /** A lost answer to the first words is made good within this time; later the same words begin a talk of their own. */
  beginsAgainWithinMinutes: 10,
  codeLastsMinutes: 10,
  /** A session is prolonged at most once in this time; each is a write. */
  prolongEveryHours: 24,
  /** A photo that was posted and never told of is removed after this time. */
  photoWaitsMinutes: 10,
} as const;
