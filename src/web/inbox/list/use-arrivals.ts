import { useEffect, useRef, useState } from 'react';
import type { MatterRow } from '#src/http/contract/matters';
import { useNotices } from '#web/inbox/frame/notices';
import { sayResident } from '#web/inbox/words';

/** The ids that came into a list while it was shown; `listed` names the list. Screen readers are told. */
export const useArrivals = (rows: readonly MatterRow[], listed: string): ReadonlySet<string> => {
  const { whisper } = useNotices();
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const known = useRef({ listed, newestAt: newestOf(rows), ids: idsOf(rows) });
  useEffect(() => {
    const before = known.current;
    known.current = { listed, newestAt: newestOf(rows), ids: idsOf(rows) };
    if (before.listed !== listed) return;
    // A further page brings ids too, but none younger than the youngest that was known.
    const fresh = rows.filter(({ id, openedAt }) => !before.ids.has(id) && openedAt > before.newestAt);
    const [first] = fresh;
    if (first === undefined) return;
    setArrived(new Set(fresh.map(({ id }) => id)));
    whisper(
      fresh.length === 1
        ? `新しい案件が届きました。${first.category?.name ?? '内容の確認が必要'}、${sayResident(first.resident.displayName)}`
        : `新しい案件が${fresh.length}件届きました。`,
    );
  }, [rows, listed, whisper]);
  return arrived;
};

const idsOf = (rows: readonly MatterRow[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));

const newestOf = (rows: readonly MatterRow[]): string =>
  rows.reduce((newest, { openedAt }) => (openedAt > newest ? openedAt : newest), '');
