import type { MatterDetail } from '#src/http/contract/matters';
import { useNotices } from '#web/inbox/frame/notices';
import { nameOf, type Message } from '#web/inbox/matter/message-item';
import { wordsOf } from '#web/inbox/matter/marks';
import { afterErasing, messageErasureReasons, sayQuoted } from '#web/inbox/words';
import { TimeText } from '#web/shared/time-text';
import { EraseDialog } from './erase-dialog.tsx';
import { useActs } from './use-acts.ts';

interface EraseMessageDialogProps {
  readonly message: Message;
  readonly matter: MatterDetail;
  readonly onClose: () => void;
}

export const EraseMessageDialog = ({ message, matter, onClose }: EraseMessageDialogProps) => {
  const { eraseMessage } = useActs(matter.id);
  const { tell } = useNotices();
  const { content, from } = message;
  if (content.kind === 'erased' || content.kind === 'taken-back') return null;
  const says = {
    says: content.kind,
    excerpt: content.kind === 'text' ? wordsOf(content).trim() || null : null,
  };
  return (
    <EraseDialog
      title="メッセージを消去する"
      reasons={messageErasureReasons}
      onErase={(reason) => eraseMessage(message.id, reason).then(() => tell('消去しました'))}
      onClose={onClose}
    >
      <div className="rounded-8 border border-line-firm bg-sunk px-3 py-2 text-dns-14N-130">
        <p className="flex flex-wrap items-baseline gap-x-2 text-ink-soft">
          <span className="font-700 text-ink">
            {from === 'machine' ? '自動のお知らせ' : nameOf(message, matter)}
          </span>
          <TimeText iso={message.at} />
        </p>
        <p className="mt-0.5 line-clamp-2">{sayQuoted(says)}</p>
      </div>
      <p className="mt-3 text-dns-16N-130">
        文章、写真、ファイルを市のシステムから消します。
        {from === 'resident' ? '住民には知らせません。' : afterErasing[matter.resident.channel]}
      </p>
    </EraseDialog>
  );
};
