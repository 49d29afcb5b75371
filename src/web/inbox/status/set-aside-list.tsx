import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ServiceHealth, SetAside } from '#src/http/contract/health';
import { useNotices } from '#web/inbox/frame/notices';
import { useDesk } from '#web/inbox/session';
import { channelNames } from '#web/inbox/words';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { ProblemLine } from '#web/shared/states';
import { TimeText } from '#web/shared/time-text';
import { sayKind, sayNumber } from './names.ts';
import { healthKey } from './use-health.ts';

/** What no worker could act on, without its words: when and where it came, and whom to ask. */
export const SetAsideList = ({ setAside }: { readonly setAside: ServiceHealth['setAside'] }) => {
  const { call } = useApi();
  const { tell } = useNotices();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: healthKey });
  const replay = useMutation({
    mutationFn: (eventId: string) => call('replayEvent', { params: { eventId } }),
    onSuccess: () => tell('もう一度読み取ります'),
    onSettled: refresh,
  });
  const replayAll = useMutation({
    mutationFn: () => call('replayAllEvents', {}),
    onSuccess: ({ count }) => tell(`${sayNumber(count)}件をもう一度読み取ります`),
    onSettled: refresh,
  });
  if (setAside.latest.length === 0) return <ProblemLine error={replay.error ?? replayAll.error} />;
  const isBusy = replay.isPending || replayAll.isPending;
  return (
    <div className="mt-3 flex flex-col gap-3">
      <ProblemLine error={replay.error ?? replayAll.error} />
      <ul aria-label="読み取れなかったもの" className="flex flex-col">
        {setAside.latest.map((event) => (
          <li
            key={event.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line py-2"
          >
            <Told event={event} />
            <Button onClick={() => replay.mutate(event.id)} disabled={isBusy}>
              もう一度読み取る
            </Button>
          </li>
        ))}
      </ul>
      {setAside.count > 1 && (
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => replayAll.mutate()} disabled={isBusy}>
            すべてもう一度読み取る
          </Button>
          {setAside.count > setAside.latest.length && (
            <span className="text-dns-14N-130 text-ink-soft">
              新しいものから{setAside.latest.length}件を表示しています
            </span>
          )}
        </div>
      )}
    </div>
  );
};

const Told = ({ event }: { readonly event: SetAside }) => {
  const { me, city } = useDesk();
  const { matter } = event;
  const department = city.departments.find(({ id }) => id === matter?.departmentId)?.name ?? '';
  const isMine = me.memberships.some(({ departmentId }) => departmentId === matter?.departmentId);
  return (
    <div className="min-w-0">
      <p>
        {channelNames[event.channel]}の{sayKind(event)}、<TimeText iso={event.occurredAt} />
      </p>
      <p className="text-dns-14N-130 text-ink-soft">
        {matter === null ? (
          'この住民の案件はまだありません'
        ) : (
          <>
            同じ住民の案件：
            {isMine ? (
              <Link to={`/inbox/all/${matter.id}`} className="text-accent underline">
                {matter.number}
              </Link>
            ) : (
              matter.number
            )}
            （{department}）
          </>
        )}
      </p>
      <p className="text-dns-14N-130 text-ink-soft">
        原因：{event.fault ?? '読み取る途中で処理が止まりました'}（{event.tries}回試しました）
      </p>
    </div>
  );
};
