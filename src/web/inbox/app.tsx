import { useQuery } from '@tanstack/react-query';
import { Navigate, Route, Routes } from 'react-router';
import type { Me } from '#src/http/contract/staff';
import { useApi } from '#web/shared/api-context';
import { Bone, Failed } from '#web/shared/states';
import { InvitationScreen } from './entry/invitation-screen.tsx';
import { LogInScreen } from './entry/log-in-screen.tsx';
import { PasswordScreen } from './entry/password-screen.tsx';
import { Frame } from './frame/frame.tsx';
import { InboxScreen } from './inbox-screen.tsx';
import { DeskContext, useSession } from './session.ts';
import { StaffScreen } from './staff/staff-screen.tsx';
import { StatusScreen } from './status/status-screen.tsx';

export const App = () => (
  <Routes>
    <Route path="/invitations/:token" element={<InvitationScreen />} />
    <Route path="*" element={<Gate />} />
  </Routes>
);

/** The address stays as it is while somebody logs in, so that a shared link opens what it names. */
const Gate = () => {
  const session = useSession();
  if (session.data === null) return <LogInScreen />;
  if (session.data === undefined)
    return session.isError ? (
      <Failed error={session.error} onRetry={() => void session.refetch()} />
    ) : (
      <Opening />
    );
  if (session.data.mustChangePassword) return <PasswordScreen isFirst />;
  return (
    <Routes>
      <Route path="/password" element={<PasswordScreen isFirst={false} />} />
      <Route path="*" element={<Desk me={session.data} />} />
    </Routes>
  );
};

const Desk = ({ me }: { readonly me: Me }) => {
  const { call } = useApi();
  const city = useQuery({ queryKey: ['city'], queryFn: () => call('readCity', {}), staleTime: 60_000 });
  if (city.data === undefined)
    return city.isError ? <Failed error={city.error} onRetry={() => void city.refetch()} /> : <Opening />;
  const start = me.memberships.length === 0 && me.isAdministrator ? '/staff' : '/inbox/department';
  return (
    <DeskContext value={{ me, city: city.data }}>
      <Frame>
        <Routes>
          <Route path="/inbox/:view" element={<InboxScreen />} />
          <Route path="/inbox/:view/:matterId" element={<InboxScreen />} />
          {me.isAdministrator && <Route path="/staff" element={<StaffScreen />} />}
          {me.isAdministrator && <Route path="/status" element={<StatusScreen />} />}
          <Route path="*" element={<Navigate to={start} replace />} />
        </Routes>
      </Frame>
    </DeskContext>
  );
};

const Opening = () => (
  <div role="status" className="flex h-dvh flex-col gap-3 p-6">
    <span className="sr-only">読み込んでいます</span>
    <Bone className="h-6 w-40" />
    <Bone className="h-4 w-64" />
  </div>
);
