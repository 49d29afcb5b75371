import { useMutation, useQuery } from '@tanstack/react-query';
import type { MatterDetail } from '#src/http/contract/matters';
import { useNotices } from '#web/inbox/frame/notices';
import { useDesk } from '#web/inbox/session';
import { useApi } from '#web/shared/api-context';
import { Dialog } from '#web/shared/dialog';
import { ProblemLine } from '#web/shared/states';
import { Picker } from './picker.tsx';
import { useActs } from './use-acts.ts';

interface Choice {
  readonly id: string;
  readonly staffId: string | null;
  readonly name: string;
  readonly hint: string;
}

interface AssignDialogProps {
  readonly matter: MatterDetail;
  readonly onClose: () => void;
}

export const AssignDialog = ({ matter, onClose }: AssignDialogProps) => {
  const { me } = useDesk();
  const { call } = useApi();
  const { assign } = useActs(matter.id);
  const { tell } = useNotices();
  const colleagues = useQuery({ queryKey: ['colleagues'], queryFn: () => call('listColleagues', {}) });
  const setPerson = useMutation({
    mutationFn: ({ staffId }: Choice) => assign(staffId),
    onSuccess: (_, { staffId, name }) => {
      tell(staffId === null ? '担当者を外しました' : `担当者：${name}`);
      onClose();
    },
  });
  // Offered to those who may; the server decides again.
  const maySendOthers = me.memberships.some(
    ({ departmentId, role }) => departmentId === matter.department.id && role === 'supervisor',
  );
  const people = maySendOthers ? (colleagues.data?.people ?? []) : [];
  const ofHere = people.filter(
    ({ id, departmentIds }) => id !== me.id && departmentIds.includes(matter.department.id),
  );
  const choices: readonly Choice[] = [
    ...(matter.assignee?.id === me.id ? [] : [{ id: me.id, staffId: me.id, name: me.name, hint: '自分' }]),
    ...ofHere
      .filter(({ id }) => id !== matter.assignee?.id)
      .map(({ id, name }) => ({ id, staffId: id, name, hint: '' })),
    ...(matter.assignee === null
      ? []
      : [{ id: 'nobody', staffId: null, name: '担当者を外す', hint: matter.assignee.name }]),
  ];
  return (
    <Dialog title="担当者を決める" onClose={onClose}>
      <Picker
        label="担当者"
        hint="名前を打って絞り込み、Enter で決めます。"
        find={(typed) => choices.filter(({ name }) => name.includes(typed.trim()))}
        draw={({ name, hint }) => (
          <>
            {name}
            <span className="ml-auto text-dns-14N-130 text-ink-faint">{hint}</span>
          </>
        )}
        onPick={(choice) => {
          if (!setPerson.isPending) setPerson.mutate(choice);
        }}
        nothing="当てはまる人はいません。"
      />
      <ProblemLine error={colleagues.error ?? setPerson.error} />
    </Dialog>
  );
};
