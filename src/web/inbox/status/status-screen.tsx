import type { ServiceHealth } from '#src/http/contract/health';
import { useTitle } from '#web/inbox/title';
import { failureReasons } from '#web/inbox/sending-words';
import { channelNames } from '#web/inbox/words';
import { saySize } from '#web/shared/size';
import { Bone, Failed, ProblemLine } from '#web/shared/states';
import { sayTime } from '#web/shared/time';
import { TimeText } from '#web/shared/time-text';
import { CheckRow } from './check-row.tsx';
import { LevelMark } from './level-mark.tsx';
import { ProcessList } from './process-list.tsx';
import type { Speech } from './speech.ts';
import { SetAsideList } from './set-aside-list.tsx';
import { overallWords } from './names.ts';
import { sayChecks, type Check, type CheckId } from './status-words.ts';
import { useHealth } from './use-health.ts';

const everyMs = 10_000;

/** For whoever looks after the service: how it is, and for each trouble what to do next. Asks again by itself. */
export const StatusScreen = () => {
  const health = useHealth({ everyMs });
  useTitle('稼働状況');
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-6xl px-4 py-5 tablet:px-8">
        <h1 className="text-std-22B-150">稼働状況</h1>
        {health.data === undefined ? (
          health.isError ? (
            <Failed error={health.error} onRetry={() => void health.refetch()} />
          ) : (
            <Bone className="mt-6 h-60 w-full" />
          )
        ) : (
          <Known health={health.data} error={health.error} />
        )}
      </div>
    </div>
  );
};

interface KnownProps {
  readonly health: ServiceHealth;
  /** Why it could not be asked again. */
  readonly error: unknown;
}

const Known = ({ health, error }: KnownProps) => {
  const checks = sayChecks(health, speechOf(health));
  return (
    <>
      <Overall health={health} />
      <Wanting checks={checks} />
      <ProblemLine error={error} />
      <ul aria-label="確かめるところ" className="mt-4 border-t border-line-firm pb-8">
        {checks.map((check) => (
          <CheckRow key={check.id} check={check}>
            <Details id={check.id} health={health} />
          </CheckRow>
        ))}
      </ul>
    </>
  );
};

/** On a telephone what is wrong may stand far below. */
const Wanting = ({ checks }: { readonly checks: readonly Check[] }) => {
  const wanting = checks.filter(({ level }) => level !== 'good');
  if (wanting.length === 0) return null;
  return (
    <ul aria-label="気を付けるところ" className="flex flex-wrap gap-x-4">
      {wanting.map(({ id, title }) => (
        <li key={id}>
          <a href={`#check-${id}`} className="inline-block min-h-6 py-1 text-accent underline">
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
};

const speechOf = ({ at }: ServiceHealth): Speech => ({
  time: (iso) => sayTime(iso, Date.parse(at)),
  size: saySize,
  channel: (name) => channelNames[name],
  reason: (reason) => failureReasons[reason],
});

const Overall = ({ health: { overall, at } }: { readonly health: ServiceHealth }) => (
  <div className="mt-3 mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
    <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-std-16B-170">
      <LevelMark level={overall} />
      {overallWords[overall]}
    </p>
    <p className="text-dns-14N-130 text-ink-soft">
      <TimeText iso={at} />
      の様子です。10秒ごとに新しくなります。
    </p>
  </div>
);

const Details = ({ id, health }: { readonly id: CheckId; readonly health: ServiceHealth }) => {
  switch (id) {
    case 'processes':
      return <ProcessList list={health.processes.list} />;
    case 'setAside':
      return <SetAsideList setAside={health.setAside} />;
    case 'queue':
    case 'sort':
    case 'send':
    case 'fetch':
    case 'failedSends':
    case 'webhooks':
    case 'disk':
    case 'backup':
      return null;
  }
};
