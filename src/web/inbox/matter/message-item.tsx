import type { MatterDetail, ThreadItem } from '#src/http/contract/matters';
import { sayResident } from '#web/inbox/words';
import { AlertIcon } from '#web/shared/icons';
import { TimeText } from '#web/shared/time-text';
import { DeliveryLine } from './delivery-line.tsx';
import { MachineMessage } from './machine-message.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageMenu } from './message-menu.tsx';
import { QuoteButton } from './quote-button.tsx';
import { QuoteView } from './quote-view.tsx';

export type Message = Extract<ThreadItem, { kind: 'message' }>;

interface MessageItemProps {
  readonly message: Message;
  readonly matter: MatterDetail;
  readonly isJoined: boolean;
}

export const MessageItem = ({ message, matter, isJoined }: MessageItemProps) => {
  if (message.from === 'machine') return <MachineMessage message={message} matter={matter} />;
  const isOurs = message.from === 'staff';
  const isQuiet = isWordless(message.content.kind);
  const isPhoto = message.attachments.some(({ kind, state }) => kind === 'image' && state === 'stored');
  const bubble = isQuiet
    ? 'border-dashed border-field text-ink-soft'
    : isOurs
      ? 'border-accent-line bg-accent-soft'
      : 'border-line-firm bg-surface';
  return (
    <article
      id={`message-${message.id}`}
      tabIndex={-1}
      aria-label={`${nameOf(message, matter)}のメッセージ`}
      className={`group flex flex-col ${isOurs ? 'items-end' : 'items-start'}`}
    >
      {!isJoined && (
        <p className="mb-1 flex items-baseline gap-2 text-dns-14N-130 text-ink-soft">
          <span className="font-700 text-ink">{nameOf(message, matter)}</span>
          <TimeText isUnderDay iso={message.at} />
        </p>
      )}
      <div className={`flex w-full items-end gap-1 ${isOurs ? 'flex-row-reverse' : ''}`}>
        <div
          className={`max-w-[85%] min-w-0 rounded-12 border group-focus:border-accent group-focus:ring-2 group-focus:ring-accent-line ${isPhoto ? 'p-1.5' : 'px-4 py-2.5'} ${bubble}`}
        >
          {message.quoted !== null && <QuoteView quoted={message.quoted} matter={matter} />}
          <MessageBody message={message} />
        </div>
        {message.mayQuote && <QuoteButton messageId={message.id} />}
        <MessageMenu message={message} matter={matter} />
      </div>
      {message.edited !== null && <Edited edited={message.edited} />}
      {message.delivery !== null && (
        <DeliveryLine message={message} delivery={message.delivery} matter={matter} />
      )}
    </article>
  );
};

const isWordless = (kind: Message['content']['kind']): boolean =>
  kind === 'taken-back' || kind === 'erased' || kind === 'unsupported';

export const nameOf = ({ from, authorName }: Message, { resident }: MatterDetail): string =>
  from === 'resident' ? sayResident(authorName ?? resident.displayName) : (authorName ?? '職員');

const Edited = ({ edited }: { readonly edited: NonNullable<Message['edited']> }) => (
  <p
    className={`mt-1 flex items-center gap-1 text-dns-14N-130 ${edited.afterAnswer ? 'font-700 text-caution' : 'text-ink-soft'}`}
  >
    {edited.afterAnswer && <AlertIcon className="size-4" />}
    {edited.afterAnswer ? '市の返信のあとで編集済み' : '編集済み'}
    <TimeText isUnderDay iso={edited.at} />
  </p>
);
