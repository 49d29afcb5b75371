import type { MatterRow } from '#src/http/contract/matters';
import { stateNames } from '#web/inbox/words';

const looks = {
  sorting: 'border-note-line bg-note text-ink',
  new: 'border-accent-line bg-accent-soft text-accent',
  open: 'border-accent bg-surface text-accent',
  waiting: 'border-field bg-surface text-ink-soft',
  closed: 'border-transparent bg-good-soft text-good',
} as const satisfies Readonly<Record<MatterRow['state'], string>>;

export const StateMark = ({ state }: { readonly state: MatterRow['state'] }) => (
  <span
    className={`inline-flex items-center rounded-6 border px-2 py-1.5 text-oln-14B-100 whitespace-nowrap ${looks[state]}`}
  >
    {stateNames[state]}
  </span>
);
