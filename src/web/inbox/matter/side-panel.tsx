import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { EraseResidentDialog } from '#web/inbox/acts/erase-resident-dialog';
import { channelNames, sayResident } from '#web/inbox/words';
import { Button } from '#web/shared/button';
import { useNow } from '#web/shared/clock';
import { Dialog } from '#web/shared/dialog';
import { sayDue } from '#web/shared/time';
import { TimeText } from '#web/shared/time-text';
import { WhyRouted } from './why-routed.tsx';

interface SidePanelProps {
  readonly matter: MatterDetail;
  readonly isDocked: boolean;
  readonly isSheetOpen: boolean;
  readonly onSheetClose: () => void;
  readonly onTransferred: () => void;
}

/** Beside the thread on a wide screen, where it folds away; elsewhere a sheet that is called. */
export const SidePanel = ({ matter, isDocked, isSheetOpen, onSheetClose, onTransferred }: SidePanelProps) => (
  <>
    {isDocked && (
      <aside
        aria-label="案件の詳細"
        className="hidden w-80 shrink-0 overflow-y-auto border-l border-line-firm bg-surface desk:block"
      >
        <Details matter={matter} onTransferred={onTransferred} hasKeys />
      </aside>
    )}
    {isSheetOpen && (
      <Dialog title="案件の詳細" onClose={onSheetClose} startsAtTitle>
        <div className="-mx-5 -my-4">
          <Details matter={matter} onTransferred={onTransferred} hasKeys={false} />
        </div>
      </Dialog>
    )}
  </>
);

interface DetailsProps {
  readonly matter: MatterDetail;
  readonly onTransferred: () => void;
  readonly hasKeys: boolean;
}

const Details = ({ matter, onTransferred, hasKeys }: DetailsProps) => {
  const now = useNow();
  const { resident } = matter;
  const [isErasing, setErasing] = useState(false);
  return (
    <>
      <Part title="住民">
        <dl className="grid grid-cols-[5.5rem_1fr] gap-x-3 gap-y-1.5 text-dns-16N-130">
          <Fact name="名前">{sayResident(resident.displayName)}</Fact>
          <Fact name="連絡の手段">{channelNames[resident.channel]}</Fact>
          {matter.isErased && <Fact name="注意">記録を消去しました。この住民へは送れません</Fact>}
          {!resident.isReachable && !matter.isErased && (
            <Fact name="注意">
              <span className="text-danger">ブロックされていて、メッセージは届きません</span>
            </Fact>
          )}
        </dl>
        {matter.mayErase.resident && !matter.isErased && (
          <Button tone="quiet" className="mt-2 -ml-3.5" onClick={() => setErasing(true)}>
            記録をすべて消去する…
          </Button>
        )}
        {isErasing && <EraseResidentDialog matter={matter} onClose={() => setErasing(false)} />}
      </Part>
      <Part title="時間">
        <dl className="grid grid-cols-[5.5rem_1fr] gap-x-3 gap-y-1.5 text-dns-16N-130">
          <Fact name="受付">
            <TimeText iso={matter.openedAt} />
          </Fact>
          {matter.waitingSince !== null && (
            <Fact name="待ち始め">
              <TimeText iso={matter.waitingSince} />
            </Fact>
          )}
          {matter.replyBy !== null && <Fact name="返信の目安">{sayDue(matter.replyBy, now)}</Fact>}
        </dl>
      </Part>
      <Part title="なぜこの課？">
        <WhyRouted matter={matter} onTransferred={onTransferred} hasKeys={hasKeys} />
      </Part>
    </>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="border-b border-line px-5 py-4 last:border-0">
    <h3 className="mb-2 text-dns-14B-130 text-ink-soft">{title}</h3>
    {children}
  </section>
);

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-ink-soft">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
);
