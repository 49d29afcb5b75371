import { useQuery } from '@tanstack/react-query';
import type { Place } from '#web/inbox/place';
import { useApi } from '#web/shared/api-context';
import { AlertIcon } from '#web/shared/icons';
import { countsKey } from './use-matters.ts';

/** Shows only what did not arrive. It is there while there is something of the kind. */
export const FailedSwitch = ({ place }: { readonly place: Place }) => {
  const { call } = useApi();
  const counts = useQuery({ queryKey: countsKey, queryFn: () => call('countMatters', {}) });
  const failed = counts.data?.failed ?? 0;
  const isOn = place.filters.sending !== undefined;
  if (failed === 0 && !isOn) return null;
  return (
    <button
      type="button"
      aria-pressed={isOn}
      title="送れていないものがある案件だけを見る"
      onClick={() => place.filter('sending', isOn ? '' : 'failed')}
      className="flex h-11 shrink-0 items-center gap-1 rounded-6 border border-danger-line bg-surface px-2.5 text-dns-14B-130 text-danger tablet:h-8 hover:bg-danger-soft aria-pressed:border-danger aria-pressed:bg-danger-soft"
    >
      <AlertIcon className="size-4" />
      未送信 {failed}
      <span className="sr-only">件</span>
    </button>
  );
};
