import { useCallback, useEffect, useMemo, useState } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { AssignDialog } from '#web/inbox/acts/assign-dialog';
import { CloseDialog } from '#web/inbox/acts/close-dialog';
import { TransferDialog } from '#web/inbox/acts/transfer-dialog';
import { Composer } from '#web/inbox/composer/composer';
import { forgetDraftsOf, useQuoteDraft, type Mode } from '#web/inbox/composer/drafts';
import type { Place } from '#web/inbox/place';
import { useDesk } from '#web/inbox/session';
import { useKeys } from '#web/shared/keys';
import { isProblem } from '#web/shared/problems';
import { Failed } from '#web/shared/states';
import { useStoredChoice } from '#web/shared/stored';
import { MatterHead } from './matter-head.tsx';
import { MatterSkeleton } from './matter-skeleton.tsx';
import { quoteByKey, QuotingContext } from './quoting.ts';
import { SidePanel } from './side-panel.tsx';
import { Thread } from './thread.tsx';
import { useMatter } from './use-matter.ts';

interface MatterPaneProps {
  readonly matterId: string;
  readonly place: Place;
  /** The clerk is through with this matter: the next one may open. */
  readonly onDone: () => void;
}

export const MatterPane = ({ matterId, place, onDone }: MatterPaneProps) => {
  const matter = useMatter(matterId);
  const [writing, setWriting] = useState<Writing>({ mode: 'reply', asked: 0 });
  // Known before the matter is: a quick hand presses r while it is still on its way.
  const write = useCallback((mode: Mode) => setWriting(({ asked }) => ({ mode, asked: asked + 1 })), []);
  useKeys({ r: () => write('reply'), n: () => write('note') });
  // What was taken away is hidden at once; a passing fault of the connection leaves the matter and its draft in place.
  if (matter.data !== undefined && !isProblem(matter.error, 'not-found'))
    return (
      <Matter
        matter={matter.data}
        place={place}
        writing={writing}
        onMode={(mode) => setWriting((before) => ({ ...before, mode }))}
        onWrite={write}
        onDone={onDone}
        onShowAll={matter.showAll}
      />
    );
  return (
    <section aria-label="案件" className="flex min-w-0 flex-1 flex-col bg-sunk">
      {matter.isError ? (
        <Failed error={matter.error} onRetry={() => void matter.refetch()} />
      ) : (
        <MatterSkeleton />
      )}
    </section>
  );
};

interface Writing {
  readonly mode: Mode;
  /** Grows each time the clerk asks to write. */
  readonly asked: number;
}

export type DialogName = 'transfer' | 'assign' | 'close';

interface MatterProps {
  readonly matter: MatterDetail;
  readonly place: Place;
  readonly writing: Writing;
  readonly onMode: (mode: Mode) => void;
  readonly onWrite: (mode: Mode) => void;
  readonly onDone: () => void;
  readonly onShowAll: () => void;
}

const Matter = ({ matter, place, writing, onMode, onWrite, onDone, onShowAll }: MatterProps) => {
  const { me } = useDesk();
  const [quotedId, setQuotedId] = useQuoteDraft(me.id, matter.id);
  const quoting = useMemo(
    () => ({
      quotedId,
      quote: (messageId: string | null) => {
        setQuotedId(messageId);
        if (messageId !== null) onWrite('reply');
      },
    }),
    [quotedId, setQuotedId, onWrite],
  );
  useEffect(() => {
    if (matter.isErased) forgetDraftsOf(me.id, matter.id);
  }, [matter.isErased, matter.id, me.id]);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [hasPanel, setPanel] = useStoredChoice('side-panel', true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const may = (act: MatterDetail['may'][number]) => matter.may.includes(act);
  const ask = (name: DialogName) => {
    if (may(name)) setDialog(name);
  };
  useKeys({
    t: () => ask('transfer'),
    a: () => ask('assign'),
    e: () => ask('close'),
    q: () => {
      const found = quoteByKey(matter);
      if (found !== null) quoting.quote(found);
    },
    Escape: () => place.open(null),
  });
  const end = () => setDialog(null);
  return (
    <QuotingContext value={quoting}>
      <section aria-labelledby="matter-title" className="flex min-h-0 min-w-0 flex-1 flex-col bg-sunk">
        <MatterHead
          matter={matter}
          backTo={place.addressOf(null)}
          onAsk={ask}
          hasPanel={hasPanel}
          onPanel={() => setPanel(!hasPanel)}
          onSheet={() => setSheetOpen(true)}
        />
        <Thread matter={matter} onShowAll={onShowAll} />
        <Composer
          matter={matter}
          mode={writing.mode}
          onMode={onMode}
          focusCount={writing.asked}
          onDone={onDone}
        />
      </section>
      <SidePanel
        matter={matter}
        isDocked={hasPanel}
        isSheetOpen={isSheetOpen}
        onSheetClose={() => setSheetOpen(false)}
        onTransferred={onDone}
      />
      {dialog === 'transfer' && <TransferDialog matter={matter} onClose={end} onTransferred={onDone} />}
      {dialog === 'assign' && <AssignDialog matter={matter} onClose={end} />}
      {dialog === 'close' && <CloseDialog matter={matter} onClose={end} onClosed={onDone} />}
    </QuotingContext>
  );
};
