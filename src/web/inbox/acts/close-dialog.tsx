import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { Key } from '#web/inbox/frame/key-list';
import { channelNames, closeReasonNames, type CloseReason } from '#web/inbox/words';
import { Button } from '#web/shared/button';
import { Dialog } from '#web/shared/dialog';
import { ProblemLine } from '#web/shared/states';
import { useActs } from './use-acts.ts';
import { useTellUndoable } from './use-tell-undoable.ts';

interface CloseDialogProps {
  readonly matter: MatterDetail;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

const reasons = [
  'solved',
  'answered',
  'passed-on',
  'no-reply',
  'not-for-city',
] as const satisfies readonly CloseReason[];

const told = {
  solved: '解決したこと',
  answered: '回答が済んだこと',
  'passed-on': '市の外の窓口に引き継いだこと',
  'no-reply': 'お返事がないため、いったん終えること',
  'not-for-city': '市では扱えない内容だったこと',
} as const satisfies Readonly<Record<CloseReason, string>>;

export const CloseDialog = ({ matter, onClose, onClosed }: CloseDialogProps) => {
  const { close } = useActs(matter.id);
  const tell = useTellUndoable(matter.id);
  const [reason, setReason] = useState<CloseReason>('solved');
  const end = useMutation({
    mutationFn: () => close(reason),
    onSuccess: () => {
      tell('対応済みにしました');
      onClose();
      onClosed();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!end.isPending) end.mutate();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = Number(event.key) - 1;
    const name = reasons[chosen];
    if (name === undefined) return;
    setReason(name);
    document.getElementsByName(event.currentTarget.name)[chosen]?.focus();
  };
  return (
    <Dialog title="対応済みにする" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <fieldset>
          <legend className="mb-2 text-dns-14N-130 text-ink-soft">理由を選び、Enter で決めます。</legend>
          {reasons.map((name, index) => (
            <label
              key={name}
              className="flex min-h-11 cursor-pointer items-center gap-3 rounded-8 px-2 hover:bg-sunk has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name="reason"
                value={name}
                checked={reason === name}
                data-first-focus={index === 0 || undefined}
                onChange={() => setReason(name)}
                onKeyDown={onKeyDown}
                className="size-5 accent-accent"
              />
              <Key>{String(index + 1)}</Key>
              {closeReasonNames[name]}
            </label>
          ))}
        </fieldset>
        <p aria-live="polite" className="mt-3 border-t border-line pt-3 text-dns-14N-130 text-ink-soft">
          住民には、{told[reason]}を {channelNames[matter.resident.channel]}{' '}
          で知らせます。数秒の間は元に戻せます。
        </p>
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>やめる</Button>
          <Button type="submit" tone="primary" disabled={end.isPending}>
            対応済みにする
          </Button>
        </div>
        <ProblemLine error={end.error} />
      </form>
    </Dialog>
  );
};
