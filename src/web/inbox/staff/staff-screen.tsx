import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invited, StaffMember } from '#src/http/contract/staff';
import { useTitle } from '#web/inbox/title';
import { useApi } from '#web/shared/api-context';
import { Bone, Failed } from '#web/shared/states';
import { InviteForm } from './invite-form.tsx';
import { LinkNotice } from './link-notice.tsx';
import { RolesGuide } from './roles-guide.tsx';
import { StaffDialog } from './staff-dialog.tsx';
import { StaffTable } from './staff-table.tsx';

export const staffKey = ['staff'] as const;

export const StaffScreen = () => {
  const { call } = useApi();
  const staff = useQuery({ queryKey: staffKey, queryFn: () => call('listStaff', {}) });
  const [invited, setInvited] = useState<Invited | null>(null);
  const [changed, setChanged] = useState<StaffMember | null>(null);
  useTitle('職員');
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-6xl px-4 py-5 tablet:px-8">
        <h1 className="text-std-22B-150">職員</h1>
        <p className="mt-1 text-ink-soft">受信箱を使う人を招き、どの課の案件を見られるかを決めます。</p>
        <InviteForm onInvited={setInvited} />
        {invited !== null && (
          <LinkNotice key={invited.link} invited={invited} onClose={() => setInvited(null)} />
        )}
        {staff.data === undefined ? (
          staff.isError ? (
            <Failed error={staff.error} onRetry={() => void staff.refetch()} />
          ) : (
            <Bone className="mt-6 h-60 w-full" />
          )
        ) : (
          <StaffTable people={staff.data.people} onChange={setChanged} />
        )}
        <RolesGuide />
      </div>
      {changed !== null && (
        <StaffDialog
          person={changed}
          onClose={() => setChanged(null)}
          onLink={(link) => {
            setInvited(link);
            setChanged(null);
          }}
        />
      )}
    </div>
  );
};
