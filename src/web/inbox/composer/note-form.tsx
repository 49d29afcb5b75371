import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { useActs } from '#web/inbox/acts/use-acts';
import { useDesk } from '#web/inbox/session';
import { Button } from '#web/shared/button';
import { useComposing } from '#web/shared/composing';
import { newId } from '#web/shared/system';
import { ProblemLine } from '#web/shared/states';
import { useDraft } from './drafts.ts';
import { useAskedFocus } from './use-asked-focus.ts';

interface NoteFormProps {
  readonly matter: MatterDetail;
  readonly modes: ReactNode;
  readonly focusCount: number;
}

export const NoteForm = ({ matter, modes, focusCount }: NoteFormProps) => {
  const { me } = useDesk();
  const { note } = useActs(matter.id);
  const [text, setText] = useDraft(me.id, matter.id, 'note');
  const field = useAskedFocus(focusCount);
  const { handlers, owns } = useComposing();
  const id = useRef<string | null>(null);
  const save = useMutation({
    mutationFn: () => note((id.current ??= newId()), text),
    onSuccess: () => {
      id.current = null;
      setText('');
    },
  });
  const submit = () => {
    if (text.trim() !== '' && !save.isPending) save.mutate();
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        {modes}
        <p className="text-dns-14N-130">住民には見えません</p>
      </div>
      <textarea
        {...handlers}
        ref={field}
        aria-label="メモ（住民には見えません）"
        placeholder="職員どうしのメモ"
        rows={3}
        maxLength={10_000}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          id.current = null;
        }}
        onKeyDown={(event) => {
          if (owns(event)) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          else if (event.key === 'Escape') event.currentTarget.blur();
          else return;
          event.preventDefault();
        }}
        className="field-sizing-content max-h-60 min-h-20 w-full resize-none rounded-8 border border-field bg-surface px-3 py-2 text-std-16N-170"
      />
      <div className="flex justify-end">
        <Button onClick={submit} disabled={text.trim() === '' || save.isPending} title="Ctrl＋Enter">
          メモを残す
        </Button>
      </div>
      <ProblemLine error={save.error} />
    </div>
  );
};
