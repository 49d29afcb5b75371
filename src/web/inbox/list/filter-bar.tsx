import type { ChangeEvent } from 'react';
import type { Place } from '#web/inbox/place';
import { useDesk } from '#web/inbox/session';
import { stateNames } from '#web/inbox/words';

const look =
  'field-sizing-content h-11 min-w-0 text-ellipsis rounded-6 border border-transparent bg-transparent px-1 text-dns-14N-130 text-ink-soft tablet:h-8 hover:bg-sunk hover:text-ink';

export const FilterBar = ({ place }: { readonly place: Place }) => {
  const { city } = useDesk();
  const { filters, filter } = place;
  const chooses = (name: 'state' | 'department' | 'order') => (event: ChangeEvent<HTMLSelectElement>) =>
    filter(name, event.target.value);
  return (
    <div
      role="group"
      aria-label="絞り込みと並び順"
      className="flex items-center gap-1 border-b border-line py-1 pr-4 pl-3"
    >
      <select
        aria-label="状態"
        value={filters.state ?? ''}
        onChange={chooses('state')}
        className={`${look} ${on(filters.state)}`}
      >
        <option value="">未完了</option>
        {Object.entries(stateNames).map(([state, name]) => (
          <option key={state} value={state}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label="課"
        value={filters.department ?? ''}
        onChange={chooses('department')}
        className={`${look} flex-1 ${on(filters.department)}`}
      >
        <option value="">どの課も</option>
        {city.departments.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select aria-label="並び順" value={filters.order} onChange={chooses('order')} className={look}>
        <option value="waiting">待ちが長い順</option>
        <option value="newest">新しい順</option>
      </select>
    </div>
  );
};

/** A filter that hides something must not be overlooked. */
const on = (value: string | undefined): string =>
  value === undefined ? '' : 'border-accent-line! bg-accent-soft! text-accent!';
