import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MatterRow } from '#src/http/contract/matters';
import type { Place } from '#web/inbox/place';
import { useApi } from '#web/shared/api-context';

export const countsKey = ['counts'] as const;
export const listKey = ['list'] as const;

/** The rows of one view, page after page, in the server's order. */
export const useMatters = ({ view, filters }: Pick<Place, 'view' | 'filters'>) => {
  const { call } = useApi();
  const pages = useInfiniteQuery({
    queryKey: [...listKey, view, filters],
    queryFn: ({ pageParam }) =>
      call('listMatters', {
        query: { view, ...filters, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => onlyOnce(pages.data?.pages.flatMap((page) => page.rows) ?? []), [pages.data]);
  return { ...pages, rows };
};

const firstPage: string | null = null;

/** A matter that moved between two pages while they were fetched comes twice. */
const onlyOnce = (rows: readonly MatterRow[]): readonly MatterRow[] => {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
};
