import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { views, type Place } from '#web/inbox/place';
import { viewNames } from '#web/inbox/words';
import { useApi } from '#web/shared/api-context';
import { countsKey } from './use-matters.ts';

export const ViewTabs = ({ place }: { readonly place: Place }) => {
  const { call } = useApi();
  const counts = useQuery({ queryKey: countsKey, queryFn: () => call('countMatters', {}) });
  return (
    <nav aria-label="案件の見方" className="flex border-b border-line-firm px-3.5">
      {views.map((view) => {
        const count = counts.data?.[view];
        return (
          <Link
            key={view}
            to={place.addressOf(null, view)}
            aria-current={view === place.view ? 'page' : undefined}
            className="focus-inside -mb-px flex min-h-11 flex-auto flex-col items-center justify-center gap-1 rounded-t-4 border-b-3 border-transparent px-1.5 pt-1 pb-1.5 text-oln-14N-100 text-ink-soft hover:bg-sunk hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-700 aria-[current=page]:text-accent"
          >
            <span className="whitespace-nowrap">{viewNames[view]}</span>
            <span className={view === 'sorting' && (count ?? 0) > 0 ? 'font-700' : ''}>
              {count ?? '–'}
              <span className="sr-only">件</span>
            </span>
          </Link>
        );
      })}
    </nav>
  );
};
