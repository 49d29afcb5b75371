import { externalIdIn, type TalkId } from '#src/domain/talk';
import { findInTalk } from '#src/store/chat-talk';
import { eventOf, type Teller } from './tell-city.ts';

/** False for what is not the resident's own, or not there. Taken back already, it stays so. */
export const takeBackInChat = async (
  { context, accept }: Teller,
  talk: TalkId,
  id: string,
): Promise<boolean> => {
  const message = await context.store.asResident(talk, (tx) => findInTalk(tx, talk, id));
  const messageExternalId = externalIdIn(talk, id);
  if (message === null || message.externalId !== messageExternalId) return false;
  if (message.content === null) return true;
  if (!message.mayTakeBack) return false;
  await accept([eventOf(context, talk, `${id}/taken-back`, { kind: 'unsend', messageExternalId })]);
  return true;
};
