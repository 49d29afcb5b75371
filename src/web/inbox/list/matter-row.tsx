import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MatterRow } from '#src/http/contract/matters';
import { sayPreview, sayResident, stateNames } from '#web/inbox/words';
import { AlertIcon, PhotoIcon, PinIcon } from '#web/shared/icons';
import { ChannelMark } from './channel-mark.tsx';
import { UrgentMark } from './urgent-mark.tsx';
import { WaitMark } from './wait-mark.tsx';

interface MatterRowLinkProps {
  readonly row: MatterRow;
  readonly address: string;
  readonly isOpened: boolean;
  readonly isStop: boolean;
  readonly isNew: boolean;
  readonly showsDepartment: boolean;
  readonly onFocus: () => void;
}

export const MatterRowLink = (props: MatterRowLinkProps) => {
  const { row, isOpened, isNew } = props;
  const { preview, isUnread } = row;
  const isQuiet = preview === null || preview.kind === 'taken-back';
  return (
    <Link
      to={props.address}
      data-row={row.id}
      tabIndex={props.isStop ? 0 : -1}
      aria-current={isOpened ? 'true' : undefined}
      onFocus={props.onFocus}
      className={`focus-inside relative flex h-(--row-height) flex-col justify-center border-b border-line pr-4 pl-5 text-list ${isOpened ? 'bg-accent-soft' : 'bg-surface hover:bg-sunk'} ${isNew ? 'animate-arrive' : ''}`}
    >
      {isOpened && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-accent" />}
      {isUnread && !isOpened && (
        <span aria-hidden="true" className="absolute top-4 left-1.5 size-2 rounded-full bg-accent" />
      )}
      <span className="flex items-baseline gap-2">
        {row.urgent && <UrgentMark />}
        <span className={`truncate ${isUnread ? 'font-700' : ''}`}>
          {isUnread && <span className="sr-only">未読、</span>}
          {sayResident(row.resident.displayName)}
        </span>
        <span className="shrink-0 text-ink-faint">{row.number}</span>
        <WaitMark row={row} />
      </span>
      <span className={`truncate ${isQuiet ? 'text-ink-faint' : isUnread ? 'text-ink' : 'text-ink-soft'}`}>
        {sayPreview(preview)}
      </span>
      <Marks row={row} showsDepartment={props.showsDepartment} />
    </Link>
  );
};

const Marks = ({ row, showsDepartment }: Pick<MatterRowLinkProps, 'row' | 'showsDepartment'>) => (
  <span className="flex items-center gap-2 text-ink-faint">
    <ChannelMark channel={row.resident.channel} />
    <span className="shrink-0">{stateNames[row.state]}</span>
    <Rule />
    <span className="truncate">{row.category?.name ?? '分類なし'}</span>
    {showsDepartment && (
      <>
        <Rule />
        <span className="shrink-[2] truncate">{row.department.name}</span>
      </>
    )}
    <span className="ml-auto flex shrink-0 items-center gap-1.5">
      {row.hasFailedSend && (
        <span className="flex items-center gap-1 font-700 text-danger">
          <AlertIcon className="size-4" />
          未送信
        </span>
      )}
      {row.hasPhoto && <Mark icon={<PhotoIcon className="size-4" />} words="写真あり" />}
      {row.hasPlace && <Mark icon={<PinIcon className="size-4" />} words="場所あり" />}
      {row.assignee !== null && (
        <span
          title={`担当 ${row.assignee.name}`}
          className="flex size-5 items-center justify-center rounded-full bg-line text-oln-14N-100 text-ink-soft"
        >
          <span aria-hidden="true" className="scale-80">
            {/^./u.exec(row.assignee.name)}
          </span>
          <span className="sr-only">担当 {row.assignee.name}</span>
        </span>
      )}
    </span>
  </span>
);

const Rule = () => <span aria-hidden="true" className="h-3.5 w-px shrink-0 bg-line-firm" />;

const Mark = ({ icon, words }: { readonly icon: ReactNode; readonly words: string }) => (
  <span title={words}>
    {icon}
    <span className="sr-only">{words}</span>
  </span>
);
