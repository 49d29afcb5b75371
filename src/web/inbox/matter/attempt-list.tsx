import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Attempt } from '#src/http/contract/sending';
import type { MatterRow } from '#src/http/contract/matters';
import { requestIdNames, routeNames, sayResult } from '#web/inbox/sending-words';
import { useApi } from '#web/shared/api-context';
import { useNow } from '#web/shared/clock';
import { ProblemLine } from '#web/shared/states';
import { sayFullTime, sayMoment } from '#web/shared/time';

interface AttemptListProps {
  readonly id: string;
  readonly messageId: string;
  readonly channel: MatterRow['resident']['channel'];
}

/** Every try to send one answer, for whoever asks what happened to it. */
export const AttemptList = ({ id, messageId, channel }: AttemptListProps) => {
  const { call } = useApi();
  const [isWhole, setWhole] = useState(false);
  const found = useQuery({
    queryKey: ['attempts', messageId],
    queryFn: () => call('readAttempts', { params: { messageId } }),
  });
  const attempts = found.data?.attempts ?? [];
  const hasMore = attempts.some(({ requestId }) => requestId !== null);
  return (
    <section
      id={id}
      aria-label="送信の記録"
      className="mt-1 w-full max-w-[85%] rounded-8 border border-line-firm bg-surface px-3.5 py-2.5 text-dns-14N-130"
    >
      <div className="flex items-baseline justify-between gap-3">
        <h4 className="font-700 text-ink-soft">送信の記録</h4>
        {hasMore && (
          <button
            type="button"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
            className="min-h-8 rounded-6 px-1.5 text-accent underline underline-offset-4 hover:bg-sunk"
          >
            {isWhole ? '詳しい番号を隠す' : '詳しく'}
          </button>
        )}
      </div>
      <ProblemLine error={found.error} />
      {found.isSuccess && attempts.length === 0 && <p className="text-ink-soft">まだ送っていません。</p>}
      <ol className="divide-y divide-line">
        {attempts.map((attempt) => (
          <Row key={attempt.number} attempt={attempt} channel={channel} isWhole={isWhole} />
        ))}
      </ol>
    </section>
  );
};

interface RowProps {
  readonly attempt: Attempt;
  readonly channel: AttemptListProps['channel'];
  readonly isWhole: boolean;
}

const Row = ({ attempt, channel, isWhole }: RowProps) => {
  const now = useNow();
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 py-1.5">
      <time
        dateTime={attempt.startedAt}
        title={sayFullTime(attempt.startedAt)}
        className="text-ink-soft tabular-nums"
      >
        {sayMoment(attempt.startedAt, now)}
      </time>
      <span>
        <span className="mr-2 text-ink-soft">{routeNames[channel][attempt.route]}</span>
        {sayResult(attempt)}
      </span>
      {isWhole && attempt.requestId !== null && (
        <span className="col-start-2 text-ink-soft">
          {requestIdNames[channel]}{' '}
          <span className="font-mono break-all select-all">{attempt.requestId}</span>
        </span>
      )}
    </li>
  );
};
