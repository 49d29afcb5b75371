import { useQuery } from '@tanstack/react-query';
import type { ChangeEvent } from 'react';
import type { Place } from '#web/inbox/place';
import { useDesk } from '#web/inbox/session';
import { stateNames } from '#web/inbox/words';
import { useApi } from '#web/shared/api-context';
import { AlertIcon } from '#web/shared/icons';
import { countsKey } from './use-matters.ts';

const look =
  'field-sizing-content h-11 min-w-0 text-ellipsis rounded-6 border border-transparent bg-transparent px-1 text-dns-14N-130 text-ink-soft tablet:h-8 hover:bg-sunk hover:text-ink';

export const FilterBar = ({ place }: { readonly place: Place }) => {
  const { city } = useDesk();
  const { filters, filter } = place;
  const failed = useFailedCount();
  const chooses = (name: 'state' | 'department' | 'order') => (event: ChangeEvent<HTMLSelectElement>) =>
    filter(name, event.target.value);
  return (
    <div
      role="group"
      aria-label="絞り込みと並び順"
      className="flex items-center gap-1 border-b border-line py-1 pr-4 pl-3"
    >
      {(failed > 0 || filters.sending !== undefined) && (
        <button
          type="button"
          aria-pressed={filters.sending !== undefined}
          onClick={() => filter('sending', filters.sending === undefined ? 'failed' : '')}
          className="flex h-11 shrink-0 items-center gap-1 rounded-6 border border-danger-line bg-surface px-2 text-dns-14B-130 text-danger tablet:h-8 hover:bg-danger-soft aria-pressed:border-danger aria-pressed:bg-danger-soft"
        >
          <AlertIcon className="size-4" />
          未送信 {failed}
          <span className="sr-only">件だけを見る</span>
        </button>
      )}
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

const useFailedCount = (): number => {
  const { call } = useApi();
  return useQuery({ queryKey: countsKey, queryFn: () => call('countMatters', {}) }).data?.failed ?? 0;
};

/** A filter that hides something must not be overlooked. */
const on = (value: string | undefined): string =>
  value === undefined ? '' : 'border-accent-line! bg-accent-soft! text-accent!';
