import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sayHold } from '#web/inbox/sending-words';
import { useApi } from '#web/shared/api-context';
import { AlertIcon } from '#web/shared/icons';
import { TimeText } from '#web/shared/time-text';

/** Says above everything that residents do not get what the city writes, and what to do. */
export const HoldBar = () => {
  const { call } = useApi();
  const holds = useQuery({ queryKey: ['holds'], queryFn: () => call('listHolds', {}) });
  return holds.data?.holds.map((hold) => (
    <section
      key={hold.channel}
      role="alert"
      aria-label="送信の停止"
      className="flex gap-2.5 border-b border-danger-line bg-danger-soft px-4 py-2 text-dns-14N-130 tablet:px-5"
    >
      <AlertIcon className="mt-0.5 size-5 text-danger" />
      <div className="min-w-0">
        <p className="font-700 text-danger">{sayHold(hold).what}</p>
        <p className="mt-0.5 text-ink">
          <span className="max-tablet:hidden">
            {sayHold(hold).next}（<TimeText iso={hold.since} />
            から）
          </span>
          <Link
            to="/inbox/all?sending=failed"
            className="font-700 whitespace-nowrap text-accent underline underline-offset-4"
          >
            未送信の一覧
          </Link>
        </p>
      </div>
    </section>
  ));
};
