import { useDesk } from '#web/inbox/session';
import { isDepartmentRole, roleNames, type Membership } from './staff-words.ts';

interface MembershipFieldsProps {
  readonly memberships: Membership[];
  readonly onChange: (memberships: Membership[]) => void;
}

/** One choice for each department: not in it, or in it with a role. */
export const MembershipFields = ({ memberships, onChange }: MembershipFieldsProps) => {
  const { city } = useDesk();
  const choose = (departmentId: string, role: string) => {
    const others = memberships.filter((membership) => membership.departmentId !== departmentId);
    onChange(isDepartmentRole(role) ? [...others, { departmentId, role }] : others);
  };
  return (
    <fieldset>
      <legend className="mb-1 text-dns-14B-130">課と役割</legend>
      <ul className="max-h-64 overflow-y-auto rounded-8 border border-line-firm">
        {city.departments.map(({ id, name }) => {
          const role = memberships.find(({ departmentId }) => departmentId === id)?.role ?? '';
          return (
            <li key={id} className="border-b border-line last:border-0">
              <label
                className={`flex min-h-11 items-center justify-between gap-3 px-3 text-dns-16N-130 ${role === '' ? '' : 'bg-accent-soft font-700'}`}
              >
                {name}
                <select
                  value={role}
                  onChange={(event) => choose(id, event.target.value)}
                  className="h-9 rounded-6 border border-field bg-surface px-2 font-400"
                >
                  <option value="">入れない</option>
                  {Object.entries(roleNames).map(([value, words]) => (
                    <option key={value} value={value}>
                      {words}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
};
