import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { countsKey, listKey } from '#web/inbox/list/use-matters';
import { useApi } from '#web/shared/api-context';

export const matterKey = (matterId: string) => ['matter', matterId] as const;
export const usualLimit = 200;
const wholeLimit = 2_000;

/** Fetches the matter that will most likely be opened next, so that it is there at once. */
export const usePrefetchedMatter = (matterId: string | null): void => {
  const { call } = useApi();
  const queries = useQueryClient();
  useEffect(() => {
    if (matterId === null) return;
    void queries.prefetchQuery({
      queryKey: [...matterKey(matterId), usualLimit],
      queryFn: () => call('readMatter', { params: { matterId }, query: { limit: usualLimit } }),
    });
  }, [call, queries, matterId]);
};

/** One matter, kept fresh; while it is looked at it counts as read. */
export const useMatter = (matterId: string) => {
  const { call } = useApi();
  const queries = useQueryClient();
  const [limit, setLimit] = useState(usualLimit);
  const matter = useQuery({
    queryKey: [...matterKey(matterId), limit],
    queryFn: () => call('readMatter', { params: { matterId }, query: { limit } }),
    placeholderData: keepPreviousData,
  });
  const unreadRevision = matter.data?.isUnread === true ? matter.data.revision : null;
  useEffect(() => {
    if (unreadRevision === null) return undefined;
    const markRead = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', markRead);
      // Not being marked is no loss: the row stays bold, and the next look tries again.
      call('markRead', { params: { matterId } }).then(
        () => {
          void queries.invalidateQueries({ queryKey: listKey });
          void queries.invalidateQueries({ queryKey: countsKey });
          void queries.invalidateQueries({ queryKey: matterKey(matterId) });
        },
        () => undefined,
      );
    };
    document.addEventListener('visibilitychange', markRead);
    markRead();
    return () => document.removeEventListener('visibilitychange', markRead);
  }, [call, queries, matterId, unreadRevision]);
  return { ...matter, showAll: () => setLimit(wholeLimit) };
};
