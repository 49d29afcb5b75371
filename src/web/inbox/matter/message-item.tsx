import type { MatterDetail, ThreadItem } from '#src/http/contract/matters';
import { sayResident } from '#web/inbox/words';
import { TimeText } from '#web/shared/time-text';
import { AttachmentView } from './attachment-view.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import { MachineMessage } from './machine-message.tsx';
import { PlaceView } from './place-view.tsx';

export type Message = Extract<ThreadItem, { kind: 'message' }>;

interface MessageItemProps {
  readonly message: Message;
  readonly matter: MatterDetail;
  readonly isJoined: boolean;
}

export const MessageItem = ({ message, matter, isJoined }: MessageItemProps) => {
  if (message.from === 'machine') return <MachineMessage message={message} matter={matter} />;
  const isOurs = message.from === 'staff';
  const isQuiet = message.content.kind === 'taken-back' || message.content.kind === 'unsupported';
  const isPhoto = message.attachments.some(({ kind, state }) => kind === 'image' && state === 'stored');
  const bubble = isQuiet
    ? 'border-dashed border-field text-ink-soft'
    : isOurs
      ? 'border-accent-line bg-accent-soft'
      : 'border-line-firm bg-surface';
  return (
    <article
      id={`message-${message.id}`}
      aria-label={`${nameOf(message, matter)}のメッセージ`}
      className={`flex flex-col ${isOurs ? 'items-end' : 'items-start'}`}
    >
      {!isJoined && (
        <p className="mb-1 flex items-baseline gap-2 text-dns-14N-130 text-ink-soft">
          <span className="font-700 text-ink">{nameOf(message, matter)}</span>
          <TimeText isUnderDay iso={message.at} />
        </p>
      )}
      <div className={`max-w-[85%] rounded-12 border ${isPhoto ? 'p-1.5' : 'px-4 py-2.5'} ${bubble}`}>
        {message.quoted !== null && (
          <a
            href={`#message-${message.quoted.id}`}
            className="mb-1.5 block border-l-3 border-field pl-2 text-dns-14N-130 text-ink-soft hover:text-ink"
          >
            <span className="sr-only">引用：</span>
            {message.quoted.excerpt ?? '取り消されたメッセージ'}
          </a>
        )}
        <Body message={message} />
      </div>
      {message.delivery !== null && (
        <DeliveryLine message={message} delivery={message.delivery} matter={matter} />
      )}
    </article>
  );
};

const nameOf = ({ from, authorName }: Message, { resident }: MatterDetail): string =>
  from === 'resident' ? sayResident(authorName ?? resident.displayName) : (authorName ?? '職員');

const Body = ({ message }: { readonly message: Message }) => {
  const { content } = message;
  switch (content.kind) {
    case 'text':
      return <p className="whitespace-pre-wrap text-std-16N-170">{content.text}</p>;
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return message.attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} isOurs={message.from !== 'resident'} />
      ));
    case 'place':
      return <PlaceView place={content} />;
    case 'sticker':
      return (
        <p>
          スタンプ
          {content.words.length > 0 && (
            <span className="text-ink-soft">（{content.words.slice(0, 3).join('・')}）</span>
          )}
        </p>
      );
    case 'unsupported':
      return <p className="text-dns-16N-130">ここでは表示できない種類のメッセージです（{content.name}）</p>;
    case 'taken-back':
      return <p className="text-dns-16N-130">取り消されたメッセージ</p>;
  }
};
