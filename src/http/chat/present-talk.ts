import type { ChatContent, ChatMessage, ChatTalk, ChatWelcome } from '#src/http/contract/chat';
import { pageIdIn, type TalkId } from '#src/domain/talk';
import { isQuoteOf, type TalkAttachment, type TalkMessage } from '#src/store/chat-talk';
import type { QuotedMessage, Talk } from '#src/usecases/chat/read-talk';
import type { Welcome } from '#src/usecases/chat/welcome';

/** A talk field by field: nothing of matters, departments or names goes with it. */
export const presentTalk = (talk: TalkId, whole: Talk): ChatTalk => ({
  messages: whole.messages.map((message) => presentMessage(talk, message, whole)),
  hasEarlier: whole.hasEarlier,
  isReceiving: whole.messages.some(({ isUnsorted, content }) => isUnsorted && content !== null),
  quickReplies: whole.choices.map(({ label, data }) => ({ label, data })),
});

export const presentWelcome = (said: Welcome): ChatWelcome => ({
  cityName: said.cityName,
  greeting: said.greeting,
  hours: {
    isOpen: said.opensAt === null,
    words: said.hours,
    opensAt: said.opensAt?.toISOString() ?? null,
  },
  privacy: [...said.privacy],
  rememberedDays: said.rememberedDays,
});

/** The page knows its own messages by the ids that it made. */
const idIn = (talk: TalkId, { author, externalId, id }: TalkMessage): string =>
  author === 'resident' && externalId !== null ? pageIdIn(talk, externalId) : id;

const presentMessage = (talk: TalkId, message: TalkMessage, whole: Talk): ChatMessage => ({
  id: idIn(talk, message),
  from: message.author,
  at: message.at.toISOString(),
  content: presentContent(
    message,
    whole.attachments.find(({ messageId }) => messageId === message.id),
  ),
  quotes: presentQuote(
    talk,
    message.content === null ? undefined : whole.quoted.find((quoted) => isQuoteOf(message, quoted.message)),
  ),
  isEdited: false,
  mayTakeBack: message.mayTakeBack,
});

const presentQuote = (talk: TalkId, quoted: QuotedMessage | undefined): ChatMessage['quotes'] =>
  quoted === undefined ? null : { id: idIn(talk, quoted.message), excerpt: quoted.words };

const presentContent = ({ content }: TalkMessage, attachment: TalkAttachment | undefined): ChatContent => {
  if (content === null) return { kind: 'taken-back' };
  const url = attachment === undefined ? null : `/api/chat/attachments/${attachment.id}`;
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text };
    case 'image':
      return { kind: 'image', url, previewUrl: url === null ? null : `${url}/preview` };
    case 'file':
      return { kind: 'file', fileName: content.fileName, bytes: bytesOf(attachment), url };
    case 'place': {
      const { latitude, longitude, title, address } = content;
      return { kind: 'place', latitude, longitude, title, address };
    }
    case 'video':
    case 'audio':
      return {
        kind: 'file',
        fileName: attachment?.fileName ?? content.kind,
        bytes: bytesOf(attachment),
        url,
      };
    // Neither can be written on the page, nor by staff.
    case 'sticker':
      return { kind: 'text', text: content.words.join(' ') };
    case 'unsupported':
      return { kind: 'text', text: content.name };
  }
};

const bytesOf = (attachment: TalkAttachment | undefined): number | null =>
  attachment?.bytes === undefined || attachment.bytes === null ? null : Number(attachment.bytes);
