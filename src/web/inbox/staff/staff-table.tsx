import type { StaffMember } from '#src/http/contract/staff';
import { useDesk } from '#web/inbox/session';
import { Button } from '#web/shared/button';
import { TimeText } from '#web/shared/time-text';
import { sayMemberships, staffStateNames } from './staff-words.ts';

interface StaffTableProps {
  readonly people: readonly StaffMember[];
  readonly onChange: (person: StaffMember) => void;
}

const cell = 'px-3 py-2.5 align-top max-tablet:px-0 max-tablet:py-0.5';

/** A table on a desk; on a phone each person is a block of lines. */
export const StaffTable = ({ people, onChange }: StaffTableProps) => (
  <table className="mt-6 w-full text-left text-dns-16N-130 max-tablet:block">
    <caption className="sr-only">職員の一覧</caption>
    <thead className="text-dns-14B-130 text-ink-soft max-tablet:sr-only">
      <tr className="border-b border-line-firm">
        {['名前', '課と役割', '状態', '最後に使った時', '操作'].map((title) => (
          <th key={title} scope="col" className="px-3 py-2 font-700">
            {title === '操作' ? <span className="sr-only">{title}</span> : title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="max-tablet:block">
      {people.map((person) => (
        <Row key={person.id} person={person} onChange={() => onChange(person)} />
      ))}
    </tbody>
  </table>
);

const Row = ({ person, onChange }: { readonly person: StaffMember; readonly onChange: () => void }) => {
  const { me, city } = useDesk();
  const isOff = person.state === 'inactive';
  return (
    <tr
      className={`border-b border-line hover:bg-sunk max-tablet:block max-tablet:py-3 ${isOff ? 'text-ink-faint' : ''}`}
    >
      <th scope="row" className={`${cell} max-tablet:block`}>
        <span className="font-700">{person.name}</span>
        {person.id === me.id && <span className="ml-2 text-dns-14N-130 text-ink-soft">あなた</span>}
        <span className="block text-dns-14N-130 font-400 text-ink-soft">{person.email}</span>
      </th>
      <td className={`${cell} max-tablet:block`}>
        <ul className="flex flex-col gap-0.5">
          {person.isAdministrator && <li className="font-700">管理者</li>}
          {sayMemberships(person.memberships, city).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {!person.isAdministrator && person.memberships.length === 0 && (
            <li className="text-ink-soft">課がありません</li>
          )}
        </ul>
      </td>
      <td className={`${cell} whitespace-nowrap max-tablet:inline-block`}>{staffStateNames[person.state]}</td>
      <td className={`${cell} whitespace-nowrap text-ink-soft max-tablet:ml-4 max-tablet:inline-block`}>
        {person.lastSeenAt === null ? 'まだ使っていません' : <TimeText iso={person.lastSeenAt} />}
      </td>
      <td className={`${cell} text-right max-tablet:mt-1 max-tablet:block max-tablet:text-left`}>
        <Button onClick={onChange} aria-label={`${person.name}さんを変更`}>
          変更
        </Button>
      </td>
    </tr>
  );
};
