import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Invited, StaffMember } from '#src/http/contract/staff';
import { useNotices } from '#web/inbox/frame/notices';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { ProblemLine } from '#web/shared/states';
import { staffKey } from './staff-screen.tsx';

interface StaffAccessProps {
  readonly person: StaffMember;
  readonly onClose: () => void;
  readonly onLink: (link: Invited) => void;
}

/** What ends or gives back access; each says beforehand what it does. */
export const StaffAccess = ({ person, onClose, onLink }: StaffAccessProps) => {
  const { call } = useApi();
  const queries = useQueryClient();
  const { tell } = useNotices();
  const params = { staffId: person.id };
  const refresh = () => void queries.invalidateQueries({ queryKey: staffKey });
  const isOff = person.state === 'inactive';
  const reset = useMutation({
    mutationFn: () => call('resetStaff', { params }),
    onSuccess: (link) => {
      refresh();
      onLink(link);
    },
  });
  const turn = useMutation({
    mutationFn: () => call(isOff ? 'reactivateStaff' : 'deactivateStaff', { params }),
    onSuccess: () => {
      tell(isOff ? `${person.name}さんの利用を再開しました` : `${person.name}さんの利用を停止しました`);
      refresh();
      onClose();
    },
  });
  return (
    <section aria-label="利用" className="mt-6 flex flex-col gap-4 border-t border-line-firm pt-4">
      {!isOff && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="flex-1 basis-64 text-dns-14N-130 text-ink-soft">
            今のログインをすべて終わらせ、パスワードを決め直すリンクを作ります。
          </p>
          <Button onClick={() => reset.mutate()} disabled={reset.isPending}>
            新しいリンクを作る
          </Button>
        </div>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex-1 basis-64 text-dns-14N-130 text-ink-soft">
          {isOff
            ? '利用を再開すると、前と同じ課と役割で、またログインできます。'
            : '利用を停止すると、すぐにログアウトされ、ログインできなくなります。あとで再開できます。'}
        </p>
        <Button tone={isOff ? 'plain' : 'danger'} onClick={() => turn.mutate()} disabled={turn.isPending}>
          {isOff ? '利用を再開する' : '利用を停止する'}
        </Button>
      </div>
      <ProblemLine error={reset.error ?? turn.error} />
    </section>
  );
};
