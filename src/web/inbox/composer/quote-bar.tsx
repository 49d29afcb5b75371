import type { MatterDetail } from '#src/http/contract/matters';
import { nameOf, type Message } from '#web/inbox/matter/message-item';
import { wordsOf } from '#web/inbox/matter/marks';
import { sayQuoted } from '#web/inbox/words';
import { IconButton } from '#web/shared/button';
import { AlertIcon, CloseIcon } from '#web/shared/icons';

interface QuoteBarProps {
  readonly message: Message;
  readonly matter: MatterDetail;
  readonly onDrop: () => void;
}

/** What the answer will hang on in the resident's talk. */
export const QuoteBar = ({ message, matter, onDrop }: QuoteBarProps) => (
  <div className="flex items-center gap-2 rounded-8 border border-line-firm bg-sunk pr-1 pl-3">
    {message.mayQuote ? (
      <p className="min-w-0 flex-1 py-1.5 text-dns-14N-130">
        <span className="font-700">{nameOf(message, matter)}のメッセージを引用して返信</span>
        <span className="line-clamp-1 text-ink-soft">{sayQuoted(asQuoted(message))}</span>
      </p>
    ) : (
      <p role="alert" className="flex min-w-0 flex-1 items-center gap-2 py-1.5 text-dns-14N-130">
        <AlertIcon className="size-4" />
        引用したメッセージは取り消されました。引用なしで送ります
      </p>
    )}
    <IconButton label="引用をやめる" onClick={onDrop}>
      <CloseIcon />
    </IconButton>
  </div>
);

const asQuoted = ({ content }: Message): Parameters<typeof sayQuoted>[0] => ({
  says: content.kind === 'erased' ? 'taken-back' : content.kind,
  excerpt: content.kind === 'text' ? wordsOf(content) || null : null,
});
