import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Invited, StaffMember } from '#src/http/contract/staff';
import { useNotices } from '#web/inbox/frame/notices';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { useComposingForm } from '#web/shared/composing';
import { Dialog } from '#web/shared/dialog';
import { ProblemLine } from '#web/shared/states';
import { MembershipFields } from './membership-fields.tsx';
import { StaffAccess } from './staff-access.tsx';
import { staffKey } from './staff-screen.tsx';

interface StaffDialogProps {
  readonly person: StaffMember;
  readonly onClose: () => void;
  readonly onLink: (link: Invited) => void;
}

export const StaffDialog = ({ person, onClose, onLink }: StaffDialogProps) => {
  const { call } = useApi();
  const queries = useQueryClient();
  const { tell } = useNotices();
  const [name, setName] = useState(person.name);
  const [isAdministrator, setAdministrator] = useState(person.isAdministrator);
  const [memberships, setMemberships] = useState(person.memberships);
  const keepsEnter = useComposingForm();
  const change = useMutation({
    mutationFn: () =>
      call('changeStaff', { params: { staffId: person.id }, body: { name, isAdministrator, memberships } }),
    onSuccess: () => {
      tell(`${name}さんの設定を変えました`);
      void queries.invalidateQueries({ queryKey: staffKey });
      void queries.invalidateQueries({ queryKey: ['me'] });
      onClose();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Dialog title={`${person.name}さん`} onClose={onClose} wide startsAtTitle>
      <form {...keepsEnter} onSubmit={onSubmit} className="flex flex-col gap-5">
        <label className="text-dns-14B-130">
          名前
          <input
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="mt-1 block h-11 w-full rounded-8 border border-field px-3 text-dns-16N-130"
          />
        </label>
        <MembershipFields memberships={memberships} onChange={setMemberships} />
        <label className="flex min-h-9 items-center gap-2">
          <input
            type="checkbox"
            checked={isAdministrator}
            onChange={(event) => setAdministrator(event.target.checked)}
            className="size-5 accent-accent"
          />
          管理者にする（職員を招き、課と役割を決められます）
        </label>
        <ProblemLine error={change.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>やめる</Button>
          <Button type="submit" tone="primary" disabled={change.isPending}>
            変更を保存
          </Button>
        </div>
      </form>
      <StaffAccess person={person} onClose={onClose} onLink={onLink} />
    </Dialog>
  );
};
