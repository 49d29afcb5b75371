import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MatterDetail } from '#src/http/contract/matters';
import { UrgentMark } from '#web/inbox/list/urgent-mark';
import { WaitMark } from '#web/inbox/list/wait-mark';
import { useTitle } from '#web/inbox/title';
import { Button, IconButton } from '#web/shared/button';
import { BackIcon, CheckIcon, PanelIcon, PersonIcon, TransferIcon } from '#web/shared/icons';
import { CopyButton } from './copy-button.tsx';
import type { DialogName } from './matter-pane.tsx';
import { StateMark } from './state-mark.tsx';

interface MatterHeadProps {
  readonly matter: MatterDetail;
  readonly backTo: string;
  readonly onAsk: (name: DialogName) => void;
  readonly hasPanel: boolean;
  readonly onPanel: () => void;
  readonly onSheet: () => void;
}

export const MatterHead = ({ matter, backTo, onAsk, hasPanel, onPanel, onSheet }: MatterHeadProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = matter.category?.name ?? '内容の確認が必要な案件';
  useTitle(`${title} ${matter.number}`);
  useEffect(() => heading.current?.focus(), []);
  const may = (name: DialogName) => matter.may.includes(name);
  return (
    <header className="border-b border-line-firm bg-surface px-3 py-2 tablet:px-5">
      <div className="flex items-center gap-2">
        <Link
          to={backTo}
          aria-label="一覧へ戻る"
          className="-ml-1 inline-flex size-11 shrink-0 items-center justify-center rounded-8 hover:bg-sunk tablet:hidden"
        >
          <BackIcon />
        </Link>
        {matter.urgent && <UrgentMark />}
        <div className="flex min-w-0 flex-col tablet:flex-row tablet:items-center tablet:gap-2">
          <h2 id="matter-title" ref={heading} tabIndex={-1} className="truncate text-std-18B-160">
            {title}
          </h2>
          <span className="-my-2 -ml-1.5 tablet:m-0">
            <CopyButton text={matter.number} label={`受付番号 ${matter.number} をコピー`}>
              {matter.number}
            </CopyButton>
          </span>
        </div>
        <span className="ml-auto flex shrink-0 items-center gap-1">
          {may('close') && (
            <Button onClick={() => onAsk('close')} title="対応済みにする（e）" aria-label="対応済みにする">
              <CheckIcon className="size-4" />
              <span className="max-tablet:sr-only">対応済みにする</span>
            </Button>
          )}
          <IconButton
            label={hasPanel ? '詳細をたたむ' : '詳細を開く'}
            aria-expanded={hasPanel}
            onClick={onPanel}
            className="max-desk:hidden!"
          >
            <PanelIcon />
          </IconButton>
          <IconButton label="詳細を見る" onClick={onSheet} className="desk:hidden!">
            <PanelIcon />
          </IconButton>
        </span>
      </div>
      <div className="mt-1 flex min-h-9 flex-wrap items-center gap-x-1.5 gap-y-1 text-dns-14N-130">
        <StateMark state={matter.state} />
        <Changer
          isOn={may('transfer')}
          name="担当課を変える"
          keyName="t"
          onClick={() => onAsk('transfer')}
          icon={<TransferIcon className="size-4" />}
        >
          {matter.department.name}
        </Changer>
        <Changer
          isOn={may('assign')}
          name="担当者を決める"
          keyName="a"
          onClick={() => onAsk('assign')}
          icon={<PersonIcon className="size-4" />}
        >
          {matter.assignee?.name ?? '担当者なし'}
        </Changer>
        <WaitMark row={matter} />
      </div>
    </header>
  );
};

interface ChangerProps {
  readonly isOn: boolean;
  readonly name: string;
  readonly keyName: string;
  readonly onClick: () => void;
  readonly icon: ReactNode;
  readonly children: string;
}

/** A fact of the matter that is changed by pressing it. */
const Changer = ({ isOn, name, keyName, onClick, icon, children }: ChangerProps) =>
  isOn ? (
    <button
      type="button"
      onClick={onClick}
      title={`${name}（${keyName}）`}
      className="inline-flex min-h-11 max-w-52 items-center gap-1.5 rounded-8 border border-line-firm px-2.5 text-ink hover:border-field hover:bg-sunk tablet:min-h-8"
    >
      {icon}
      <span className="truncate">{children}</span>
      <span className="sr-only">（{name}）</span>
    </button>
  ) : (
    <span className="inline-flex min-h-8 items-center gap-1.5 px-2.5 text-ink-soft">
      {icon}
      {children}
    </span>
  );
