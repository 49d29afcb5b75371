import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { CityInfo, Me } from '#src/http/contract/staff';
import { useApi } from '#web/shared/api-context';
import { isProblem } from '#web/shared/problems';
import { forgetDrafts } from './composer/drafts.ts';

/** Null: nobody is logged in. */
export type Session = Me | null;
export const meKey = ['me'] as const;

export const useSession = () => {
  const { call } = useApi();
  return useQuery<Session>({
    queryKey: meKey,
    queryFn: () =>
      call('whoAmI', {}).catch((error: unknown) => {
        if (isProblem(error, 'not-logged-in')) return null;
        throw error;
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
};

export const useLogOut = () => {
  const { call } = useApi();
  const queries = useQueryClient();
  return async () => {
    await call('logOut', {});
    forgetDrafts();
    queries.clear();
    queries.setQueryData<Session>(meKey, null);
  };
};

export interface Desk {
  readonly me: Me;
  readonly city: CityInfo;
}

/** Who works here and for which city; known on every screen behind the log-in. */
export const DeskContext = createContext<Desk | null>(null);

export const useDesk = (): Desk => {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('DeskContext is missing above this part');
  return desk;
};
