import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Invited } from '#src/http/contract/staff';
import { useDesk } from '#web/inbox/session';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { useComposingForm } from '#web/shared/composing';
import { ProblemLine } from '#web/shared/states';
import { staffKey } from './staff-screen.tsx';
import { isDepartmentRole, roleNames, type DepartmentRole } from './staff-words.ts';

const field = 'h-11 w-full min-w-0 rounded-8 border border-field bg-surface px-3 text-dns-16N-130';

/** One line: who, where, as what. More departments are added afterwards. */
export const InviteForm = ({ onInvited }: { readonly onInvited: (invited: Invited) => void }) => {
  const { city } = useDesk();
  const { call } = useApi();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [departmentId, setDepartmentId] = useState('');
  const [role, setRole] = useState<DepartmentRole>('staff');
  const keepsEnter = useComposingForm();
  const invite = useMutation({
    mutationFn: () =>
      call('inviteStaff', { body: { name, email: email.trim(), memberships: [{ departmentId, role }] } }),
    onSuccess: (invited) => {
      onInvited(invited);
      setName('');
      setEmail('');
      void queries.invalidateQueries({ queryKey: staffKey });
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <form
      {...keepsEnter}
      onSubmit={onSubmit}
      aria-label="職員を招く"
      className="mt-5 flex flex-col gap-3 rounded-12 bg-sunk p-4"
    >
      <div className="grid items-end gap-3 tablet:grid-cols-[1fr_1.4fr_1.2fr_7rem_auto]">
        <Labelled name="名前">
          <input
            required
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            className={field}
          />
        </Labelled>
        <Labelled name="メールアドレス">
          <input
            required
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className={field}
          />
        </Labelled>
        <Labelled name="課">
          <select
            required
            value={departmentId}
            onChange={(event) => setDepartmentId(event.target.value)}
            className={field}
          >
            <option value="">選んでください</option>
            {city.departments.map((department) => (
              <option key={department.id} value={department.id}>
                {department.name}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled name="役割">
          <select
            value={role}
            onChange={(event) => {
              if (isDepartmentRole(event.target.value)) setRole(event.target.value);
            }}
            className={field}
          >
            {Object.entries(roleNames).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </Labelled>
        <Button type="submit" tone="primary" className="h-11" disabled={invite.isPending}>
          招待する
        </Button>
      </div>
      <ProblemLine error={invite.error} />
    </form>
  );
};

const Labelled = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <label className="block min-w-0 text-dns-14B-130">
    {name}
    <span className="mt-1 block font-400">{children}</span>
  </label>
);
