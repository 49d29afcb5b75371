import type { ServiceHealth } from '#src/http/contract/health';
import { TimeText } from '#web/shared/time-text';
import { roleNames } from './names.ts';

type Process = ServiceHealth['processes']['list'][number];

/** Every program that gave a sign within the last hour. */
export const ProcessList = ({ list }: { readonly list: readonly Process[] }) => (
  <ul aria-label="動いているプログラム" className="mt-2 flex flex-col gap-2">
    {list.map((one) => (
      <li key={one.id}>
        <span className="font-700">{roleNames[one.role]}</span>
        {one.isSilent && (
          <span className="ml-2 font-700 text-danger">
            応答なし（最後の合図 <TimeText iso={one.seenAt} />）
          </span>
        )}
        <span className="block text-dns-14N-130 text-ink-soft">
          {one.host}（プロセス {one.pid}）、版 {one.version}、起動 <TimeText iso={one.startedAt} />
        </span>
      </li>
    ))}
  </ul>
);
