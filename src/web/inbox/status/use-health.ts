import { useQuery } from '@tanstack/react-query';
import { useApi } from '#web/shared/api-context';

export const healthKey = ['service-health'] as const;

export const useHealth = ({ everyMs }: { readonly everyMs: number }) => {
  const { call } = useApi();
  return useQuery({
    queryKey: healthKey,
    queryFn: () => call('readServiceHealth', {}),
    refetchInterval: everyMs,
  });
};
