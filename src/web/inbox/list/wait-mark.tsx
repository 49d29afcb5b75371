import type { MatterRow } from '#src/http/contract/matters';
import { useNow } from '#web/shared/clock';
import { sayDue, sayFullTime, sayWait } from '#web/shared/time';
import { TimeText } from '#web/shared/time-text';

type Row = Pick<MatterRow, 'waitingSince' | 'replyBy' | 'preview' | 'openedAt'>;

/** How long the resident waits; after the promised time in red, with a word. Without waiting, when something was last said. */
export const WaitMark = ({ row }: { readonly row: Row }) => {
  const now = useNow();
  const place = 'ml-auto shrink-0 pl-1';
  if (row.waitingSince === null)
    return <TimeText iso={row.preview?.at ?? row.openedAt} className={`${place} text-ink-faint`} />;
  const isLate = row.replyBy !== null && Date.parse(row.replyBy) < now;
  const due = row.replyBy === null ? '' : `、返信の目安 ${sayDue(row.replyBy, now)}`;
  return (
    <span
      title={`${sayFullTime(row.waitingSince)} から${due}`}
      className={isLate ? 'ml-auto shrink-0 pl-1 font-700 text-danger' : `${place} text-ink`}
    >
      {sayWait(row.waitingSince, now)}
      {isLate && '・遅れ'}
    </span>
  );
};
