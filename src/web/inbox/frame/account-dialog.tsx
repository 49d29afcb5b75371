import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useDesk, useLogOut } from '#web/inbox/session';
import { Button } from '#web/shared/button';
import { Dialog } from '#web/shared/dialog';
import { LogOutIcon } from '#web/shared/icons';
import { ProblemLine } from '#web/shared/states';

const roleNames = { staff: '担当', supervisor: '責任者' } as const;

export const AccountDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { me, city } = useDesk();
  const logOut = useMutation({ mutationFn: useLogOut() });
  const nameOf = (id: string) => city.departments.find((department) => department.id === id)?.name ?? id;
  return (
    <Dialog title="設定" onClose={onClose} startsAtTitle>
      <p className="text-std-16B-170">{me.name}</p>
      <p className="text-dns-14N-130 text-ink-soft">{me.email}</p>
      <ul className="mt-3 flex flex-col gap-1 text-dns-14N-130">
        {me.isAdministrator && <li>管理者</li>}
        {me.memberships.map(({ departmentId, role }) => (
          <li key={departmentId}>
            {nameOf(departmentId)}（{roleNames[role]}）
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <Link to="/password" onClick={onClose} className="text-accent underline underline-offset-4">
          パスワードを変える
        </Link>
        <Button onClick={() => logOut.mutate()} disabled={logOut.isPending}>
          <LogOutIcon className="size-4" />
          ログアウト
        </Button>
      </div>
      <p className="mt-3 text-dns-14N-130 text-ink-soft">
        ログアウトすると、書きかけの文章はこの端末から消えます。
      </p>
      <ProblemLine error={logOut.error} />
    </Dialog>
  );
};
