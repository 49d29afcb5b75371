import { useMutation } from '@tanstack/react-query';
import type { MatterDetail } from '#src/http/contract/matters';
import { useDesk } from '#web/inbox/session';
import { channelNames } from '#web/inbox/words';
import { Dialog } from '#web/shared/dialog';
import { ProblemLine } from '#web/shared/states';
import { findDepartments } from './find-department.ts';
import { Picker } from './picker.tsx';
import { useActs } from './use-acts.ts';
import { useTellUndoable } from './use-tell-undoable.ts';

interface TransferDialogProps {
  readonly matter: MatterDetail;
  readonly onClose: () => void;
  readonly onTransferred: () => void;
}

export const TransferDialog = ({ matter, onClose, onTransferred }: TransferDialogProps) => {
  const { city } = useDesk();
  const { transfer } = useActs(matter.id);
  const tell = useTellUndoable(matter.id);
  const move = useMutation({
    mutationFn: ({ id }: { readonly id: string; readonly name: string }) => transfer(id),
    onSuccess: (_, { name }) => {
      tell(`${name}に移しました`);
      onClose();
      onTransferred();
    },
  });
  const others = city.departments.filter(({ id }) => id !== matter.department.id);
  return (
    <Dialog title="担当課を変える" onClose={onClose}>
      <Picker
        label="移す先の課"
        hint="課の名前か読みを2文字ほど打ち、Enter で決めます。"
        find={(typed) => findDepartments(others, typed)}
        draw={({ name, kana }) => (
          <>
            {name}
            <span className="ml-auto text-dns-14N-130 text-ink-faint">{kana}</span>
          </>
        )}
        onPick={(department) => {
          if (!move.isPending) move.mutate(department);
        }}
        nothing="当てはまる課はありません。"
      />
      <p className="mt-3 border-t border-line pt-3 text-dns-14N-130 text-ink-soft">
        決めるとすぐに移ります。担当者は外れ、住民には担当が変わったことを{' '}
        {channelNames[matter.resident.channel]} で知らせます。数秒の間は元に戻せます。
      </p>
      <ProblemLine error={move.error} />
    </Dialog>
  );
};
