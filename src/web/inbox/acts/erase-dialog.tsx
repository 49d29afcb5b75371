import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '#web/shared/button';
import { Dialog } from '#web/shared/dialog';
import { ProblemLine } from '#web/shared/states';
import { erasureReasonNames, type ErasureReason } from '#web/inbox/words';

interface EraseDialogProps<R extends ErasureReason> {
  readonly title: string;
  readonly reasons: readonly R[];
  readonly onErase: (reason: R) => Promise<void>;
  readonly onClose: () => void;
  /** What is going to be gone. */
  readonly children: ReactNode;
}

/** Nothing is chosen beforehand: what cannot be undone wants a decision, not an Enter. */
export const EraseDialog = <R extends ErasureReason>({
  title,
  reasons,
  onErase,
  onClose,
  children,
}: EraseDialogProps<R>) => {
  const [reason, setReason] = useState<R | null>(null);
  const erase = useMutation({ mutationFn: onErase, onSuccess: onClose });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== null && !erase.isPending) erase.mutate(reason);
  };
  return (
    <Dialog title={title} onClose={onClose} startsAtTitle>
      <form onSubmit={onSubmit}>
        {children}
        <fieldset className="mt-4">
          <legend className="mb-1 text-dns-14B-130 text-ink-soft">消去する理由</legend>
          {reasons.map((name) => (
            <label
              key={name}
              className="flex min-h-11 cursor-pointer items-center gap-3 rounded-8 px-2 hover:bg-sunk has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name="reason"
                value={name}
                required
                checked={reason === name}
                onChange={() => setReason(name)}
                className="size-5 accent-accent"
              />
              {erasureReasonNames[name]}
            </label>
          ))}
        </fieldset>
        <p className="mt-3 border-t border-line pt-3 text-dns-16N-130">
          <strong className="font-700">消去すると元に戻せません。</strong>
          消去した日時と職員の名前は記録に残ります。
        </p>
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>やめる</Button>
          <Button type="submit" tone="danger" disabled={reason === null || erase.isPending}>
            消去する
          </Button>
        </div>
        <ProblemLine error={erase.error} />
      </form>
    </Dialog>
  );
};
