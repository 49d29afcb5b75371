import type { MatterDetail } from '#src/http/contract/matters';
import { useNotices } from '#web/inbox/frame/notices';
import { residentErasureReasons } from '#web/inbox/words';
import { EraseDialog } from './erase-dialog.tsx';
import { useActs } from './use-acts.ts';

interface EraseResidentDialogProps {
  readonly matter: MatterDetail;
  readonly onClose: () => void;
}

export const EraseResidentDialog = ({ matter, onClose }: EraseResidentDialogProps) => {
  const { eraseResident } = useActs(matter.id);
  const { tell } = useNotices();
  return (
    <EraseDialog
      title="住民の記録をすべて消去する"
      reasons={residentErasureReasons}
      onErase={(reason) => eraseResident(reason).then(() => tell('消去しました'))}
      onClose={onClose}
    >
      <p className="text-dns-16N-130">
        この住民とのやりとりを、ほかの課の案件もふくめて、市のシステムから消します。
      </p>
      <ul className="mt-2 list-disc space-y-1 pl-6 text-dns-16N-130">
        <li>文章、写真、ファイル、職員のメモ</li>
        <li>住民の名前と連絡先（このあとは返信できません）</li>
        <li>終わっていない案件は、知らせずに閉じます</li>
      </ul>
      <p className="mt-2 text-dns-16N-130">消去の前に伝えることがあれば、先に返信してください。</p>
    </EraseDialog>
  );
};
