import type { MatterDetail } from '#src/http/contract/matters';
import { TimeText } from '#web/shared/time-text';
import { DeliveryLine } from './delivery-line.tsx';
import { MessageMenu } from './message-menu.tsx';
import { sayErased } from './say-erased.ts';
import type { Message } from './message-item.tsx';

interface MachineMessageProps {
  readonly message: Message;
  readonly matter: MatterDetail;
}

/** Receipts and the like: folded to their first line, so that the eye meets what people said. */
export const MachineMessage = ({ message, matter }: MachineMessageProps) => {
  const { content } = message;
  if (content.kind === 'erased') return <ErasedNotice messageId={message.id} tombstone={content} />;
  const text = content.kind === 'text' ? content.text : '取り消されたお知らせ';
  return (
    <article
      id={`message-${message.id}`}
      aria-label="自動のお知らせ"
      className="group flex flex-col items-end"
    >
      <div className="flex w-full flex-row-reverse items-start gap-1">
        <details className="max-w-[85%] rounded-12 border border-line-firm text-dns-14N-130 open:bg-accent-soft">
          <summary className="flex min-h-11 items-center gap-2 px-3.5 text-ink-soft tablet:min-h-9">
            <span className="shrink-0 font-700">自動のお知らせ</span>
            <span className="truncate">{text.split('\n')[0]}</span>
            <TimeText isUnderDay iso={message.at} className="shrink-0" />
          </summary>
          <p className="border-t border-line-firm px-3.5 py-2.5 text-std-16N-170 whitespace-pre-wrap">
            {text}
          </p>
        </details>
        <MessageMenu message={message} matter={matter} />
      </div>
      {message.delivery !== null && (
        <DeliveryLine message={message} delivery={message.delivery} matter={matter} />
      )}
    </article>
  );
};

interface ErasedNoticeProps {
  readonly messageId: string;
  readonly tombstone: Extract<Message['content'], { kind: 'erased' }>;
}

const ErasedNotice = ({ messageId, tombstone }: ErasedNoticeProps) => (
  <article id={`message-${messageId}`} aria-label="自動のお知らせ" className="flex flex-col items-end">
    <p className="max-w-[85%] rounded-12 border border-dashed border-field px-3.5 py-2 text-dns-14N-130 text-ink-soft">
      自動のお知らせ　{sayErased(tombstone)}
    </p>
  </article>
);
