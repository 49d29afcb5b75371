import type { MatterDetail } from '#src/http/contract/matters';
import { TimeText } from '#web/shared/time-text';
import { AttachmentView } from './attachment-view.tsx';
import type { PhotoSet } from './gather-sets.ts';
import { nameOf, type Message } from './message-item.tsx';
import { MessageMenu } from './message-menu.tsx';
import { QuoteButton } from './quote-button.tsx';
import { QuoteView } from './quote-view.tsx';
import { sayErased } from './say-erased.ts';

interface PhotoSetViewProps {
  readonly set: PhotoSet;
  readonly matter: MatterDetail;
  readonly isJoined: boolean;
}

export const PhotoSetView = ({ set, matter, isJoined }: PhotoSetViewProps) => {
  const { messages, total } = set;
  const [first] = messages;
  if (first === undefined) return null;
  const name = nameOf(first, matter);
  const quoted = messages.find((message) => message.quoted !== null)?.quoted ?? null;
  return (
    <article aria-label={`${name}のメッセージ：写真${total}枚`} className="flex flex-col items-start">
      {!isJoined && (
        <p className="mb-1 flex items-baseline gap-2 text-dns-14N-130 text-ink-soft">
          <span className="font-700 text-ink">{name}</span>
          <TimeText isUnderDay iso={set.at} />
        </p>
      )}
      <div className="max-w-[85%] rounded-12 border border-line-firm bg-surface p-1.5">
        {quoted !== null && <QuoteView quoted={quoted} matter={matter} />}
        <ul className={`grid gap-1.5 ${messages.length === 1 ? '' : 'grid-cols-2'}`}>
          {messages.map((message) => (
            <Tile key={message.id} message={message} matter={matter} />
          ))}
        </ul>
        {messages.length < total && (
          <p className="px-1.5 pt-1.5 text-dns-14N-130 text-ink-soft">
            {total}枚のうち{messages.length}枚が届いています
          </p>
        )}
      </div>
    </article>
  );
};

interface TileProps {
  readonly message: Message;
  readonly matter: MatterDetail;
}

const Tile = ({ message, matter }: TileProps) => (
  <li
    id={`message-${message.id}`}
    tabIndex={-1}
    className="group relative flex min-h-24 items-center justify-center rounded-8 bg-sunk *:max-w-full focus:ring-2 focus:ring-accent"
  >
    {message.content.kind === 'erased' ? (
      <p className="p-3 text-dns-14N-130 text-ink-soft">{sayErased(message.content)}</p>
    ) : message.content.kind === 'taken-back' ? (
      <p className="p-3 text-dns-14N-130 text-ink-soft">取り消された写真</p>
    ) : (
      message.attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} durationMs={null} isOurs={false} />
      ))
    )}
    {message.mayQuote && (
      <QuoteButton messageId={message.id} className="absolute right-1 bottom-1 bg-surface!" />
    )}
    <MessageMenu message={message} matter={matter} className="absolute right-1 top-1 bg-surface!" />
  </li>
);
