import type { MatterDetail } from '#src/http/contract/matters';
import { TimeText } from '#web/shared/time-text';
import { DeliveryLine } from './delivery-line.tsx';
import type { Message } from './message-item.tsx';

interface MachineMessageProps {
  readonly message: Message;
  readonly matter: MatterDetail;
}

/** Receipts and the like: folded to their first line, so that the eye meets what people said. */
export const MachineMessage = ({ message, matter }: MachineMessageProps) => {
  const text = message.content.kind === 'text' ? message.content.text : '取り消されたお知らせ';
  return (
    <article id={`message-${message.id}`} aria-label="自動のお知らせ" className="flex flex-col items-end">
      <details className="max-w-[85%] rounded-12 border border-line-firm text-dns-14N-130 open:bg-accent-soft">
        <summary className="flex min-h-11 items-center gap-2 px-3.5 text-ink-soft tablet:min-h-9">
          <span className="shrink-0 font-700">自動のお知らせ</span>
          <span className="truncate">{text.split('\n')[0]}</span>
          <TimeText isUnderDay iso={message.at} className="shrink-0" />
        </summary>
        <p className="border-t border-line-firm px-3.5 py-2.5 text-std-16N-170 whitespace-pre-wrap">{text}</p>
      </details>
      {message.delivery !== null && (
        <DeliveryLine message={message} delivery={message.delivery} matter={matter} />
      )}
    </article>
  );
};
