import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { countsKey } from '#web/inbox/list/use-matters';
import { useDesk } from '#web/inbox/session';
import { useHealth } from '#web/inbox/status/use-health';
import { useApi } from '#web/shared/api-context';
import { AlertIcon, InboxIcon, KeyboardIcon, PeopleIcon, PersonIcon, PulseIcon } from '#web/shared/icons';
import { AccountDialog } from './account-dialog.tsx';

interface RailProps {
  readonly isHiddenOnPhone: boolean;
  readonly onHelp: () => void;
}

const place =
  'relative flex min-h-14 w-full flex-col items-center justify-center gap-1 rounded-8 text-oln-14N-100 text-ink-soft hover:bg-line hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-700 aria-[current=page]:text-accent';

export const Rail = ({ isHiddenOnPhone, onHelp }: RailProps) => {
  const { me } = useDesk();
  const { call } = useApi();
  const [isAccountOpen, setAccountOpen] = useState(false);
  const counts = useQuery({ queryKey: countsKey, queryFn: () => call('countMatters', {}) });
  const waiting = counts.data?.department ?? 0;
  return (
    <nav
      aria-label="主な画面"
      className={`${isHiddenOnPhone ? 'hidden tablet:flex' : 'flex'} shrink-0 gap-1 border-line bg-sunk p-1 max-tablet:border-t tablet:w-19 tablet:flex-col tablet:border-r tablet:py-2`}
    >
      <Place to="/inbox" label="受信箱" count={waiting}>
        <InboxIcon className="size-6" />
      </Place>
      {me.isAdministrator && (
        <Place to="/staff" label="職員">
          <PeopleIcon className="size-6" />
        </Place>
      )}
      {me.isAdministrator && <StatusPlace />}
      <button type="button" onClick={onHelp} className={`${place} mt-auto max-tablet:hidden`}>
        <KeyboardIcon className="size-6" />
        キー
      </button>
      <button
        type="button"
        onClick={() => setAccountOpen(true)}
        aria-label={`${me.name}さんの設定`}
        className={place}
      >
        <PersonIcon className="size-6" />
        設定
      </button>
      {isAccountOpen && <AccountDialog onClose={() => setAccountOpen(false)} />}
    </nav>
  );
};

/** Often enough for whoever sits at the inbox and looks after the service besides. */
const lookEveryMs = 60_000;

const StatusPlace = () => {
  const health = useHealth({ everyMs: lookEveryMs });
  return (
    <NavLink to="/status" className={place}>
      <PulseIcon className="size-6" />
      稼働状況
      {health.data?.overall === 'act' && (
        <span className="absolute top-1 left-1/2 ml-2 rounded-full bg-danger-soft p-0.5 text-danger-deep">
          <AlertIcon className="size-4" />
          <span className="sr-only">（対応が必要）</span>
        </span>
      )}
    </NavLink>
  );
};

interface PlaceProps {
  readonly to: string;
  readonly label: string;
  readonly count?: number;
  readonly children: ReactNode;
}

const Place = ({ to, label, count = 0, children }: PlaceProps) => (
  <NavLink to={to} className={place}>
    {children}
    {label}
    {count > 0 && (
      <span className="absolute top-1 left-1/2 ml-1.5 min-w-5 rounded-full bg-accent px-1 whitespace-nowrap py-0.5 text-center text-oln-14B-100 text-on-accent">
        <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
        <span className="sr-only">（{count}件）</span>
      </span>
    )}
  </NavLink>
);
