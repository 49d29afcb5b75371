import type { Place } from '#web/inbox/place';
import { useDesk } from '#web/inbox/session';
import { Empty, Failed } from '#web/shared/states';
import { FailedSwitch } from './failed-switch.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { MatterRows } from './matter-rows.tsx';
import type { useMatters } from './use-matters.ts';
import { ViewTabs } from './view-tabs.tsx';

interface ListPaneProps {
  readonly place: Place;
  readonly matters: ReturnType<typeof useMatters>;
  readonly isHiddenOnPhone: boolean;
}

export const ListPane = ({ place, matters, isHiddenOnPhone }: ListPaneProps) => {
  const { city } = useDesk();
  return (
    <section
      aria-label="案件の一覧"
      className={`${isHiddenOnPhone ? 'hidden tablet:flex' : 'flex'} min-h-0 w-full flex-col border-line-firm bg-surface max-tablet:flex-1 tablet:w-[22.5rem] tablet:shrink-0 tablet:border-r`}
    >
      <div className="flex items-center justify-between gap-3 pt-3 pr-4 pb-1 pl-5">
        <p aria-hidden="true" className="min-w-0 text-std-18B-160">
          受信箱 <span className="ml-1 text-dns-14N-130 text-ink-soft">{city.name}</span>
        </p>
        <FailedSwitch place={place} />
      </div>
      <ViewTabs place={place} />
      <FilterBar place={place} />
      <Rows place={place} matters={matters} />
    </section>
  );
};

const Rows = ({ place, matters }: Omit<ListPaneProps, 'isHiddenOnPhone'>) => {
  if (matters.data === undefined)
    return matters.isError ? (
      <Failed error={matters.error} onRetry={() => void matters.refetch()} />
    ) : (
      <ListSkeleton />
    );
  if (matters.rows.length === 0) return <Nothing place={place} />;
  return <MatterRows place={place} matters={matters} />;
};

const emptyWords = {
  mine: { title: '担当している案件はありません', next: '「未担当」から引き受けられます。' },
  department: { title: '待っている案件はありません', next: '新しい案件は、届くとここに自動で現れます。' },
  unassigned: { title: '未担当の案件はありません', next: 'すべての案件に担当者がいます。' },
  sorting: {
    title: '振り分けを待つ案件はありません',
    next: '担当の課が決まらなかったものが、ここに届きます。',
  },
  all: { title: '案件はありません', next: '住民からのメッセージが届くと、ここに自動で現れます。' },
} as const;

const Nothing = ({ place }: { readonly place: Place }) => {
  if (place.filters.sending !== undefined)
    return <Empty title="未送信のものはありません">この見方では、すべて送られています。</Empty>;
  const isFiltered = place.filters.state !== undefined || place.filters.department !== undefined;
  if (isFiltered)
    return <Empty title="条件に合う案件はありません">状態や課の絞り込みを変えてみてください。</Empty>;
  const { title, next } = emptyWords[place.view];
  return <Empty title={title}>{next}</Empty>;
};
