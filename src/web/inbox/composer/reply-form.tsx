import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { useDesk } from '#web/inbox/session';
import { useComposing } from '#web/shared/composing';
import { isProblem } from '#web/shared/problems';
import { ProblemLine } from '#web/shared/states';
import { useStoredChoice } from '#web/shared/stored';
import { AttachedList } from './attached-list.tsx';
import { useDraft } from './drafts.ts';
import { NewsBar } from './news-bar.tsx';
import { ReplyFoot } from './reply-foot.tsx';
import { planSend, SendPlanView } from './send-plan.tsx';
import { TemplateMenu } from './template-menu.tsx';
import { useAskedFocus } from './use-asked-focus.ts';
import { useAttached } from './use-attached.ts';
import { useDropped } from './use-dropped.ts';
import { useNews } from './use-news.ts';
import { useSend } from './use-send.ts';
import { useTemplates } from './use-templates.ts';

interface ReplyFormProps {
  readonly matter: MatterDetail;
  readonly modes: ReactNode;
  readonly focusCount: number;
  readonly onDone: () => void;
}

export const ReplyForm = ({ matter, modes, focusCount, onDone }: ReplyFormProps) => {
  const { me, city } = useDesk();
  const [text, setText] = useDraft(me.id, matter.id, 'reply');
  const [asksBack, setAsksBack] = useState(false);
  const [goesOn, setGoesOn] = useStoredChoice('go-on-after-send', true);
  const [held, setHeld] = useState<{ readonly thenClose: boolean } | null>(null);
  const field = useAskedFocus(focusCount);
  const { handlers, owns } = useComposing();
  const { attached, uploads, isSettled, add, remove, clear } = useAttached(me.id, matter.id);
  const { isOver, onPaste, ...dropping } = useDropped(add);
  const { news, accept } = useNews(matter, text !== '' || attached.length > 0, me.name);
  const pictures = uploads.filter(({ kind }) => kind === 'image').length;
  const plan = planSend(text, { pictures, files: uploads.length - pictures }, matter.channelLimits);
  const templates = useTemplates({
    field,
    templates: city.answers,
    categoryId: matter.category?.id ?? null,
    text,
    onText: setText,
  });
  const send = useSend({
    matter,
    onSent: ({ thenClose }) => {
      setText('');
      clear();
      setAsksBack(false);
      accept();
      if (goesOn || thenClose) onDone();
    },
  });
  const isStale = isProblem(send.error, 'stale');
  const hasSomething = text.trim() !== '' || uploads.length > 0;
  const maySend = hasSomething && isSettled && !plan.isTooLong && !send.isPending;
  const submit = (thenClose: boolean, anyway = false) => {
    if (!maySend) return;
    setHeld(null);
    if (news.length > 0 && !anyway) setHeld({ thenClose });
    else {
      const ids = uploads.map(({ id }) => id);
      send.mutate({
        text: text.trim() === '' ? '' : text,
        uploads: ids,
        asksBack: asksBack && !thenClose,
        overStale: anyway,
        thenClose,
      });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (owns(event)) return;
    if (templates.takesKey(event)) event.preventDefault();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit(event.shiftKey);
    } else if (event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <div
      {...dropping}
      className={`relative flex flex-col gap-2 rounded-8 ${isOver ? 'outline-3 outline-offset-4 outline-accent outline-dashed' : ''}`}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        {modes}
        <SendPlanView plan={plan} length={text.length} />
      </div>
      <TemplateMenu templates={templates} />
      {(news.length > 0 || isStale) && (
        <NewsBar
          news={news}
          isHeld={held !== null || isStale}
          onAccept={() => {
            accept();
            setHeld(null);
            send.reset();
            field.current?.focus();
          }}
          onSendAnyway={() => submit(held?.thenClose ?? send.variables?.thenClose ?? false, true)}
        />
      )}
      <textarea
        {...handlers}
        ref={field}
        aria-label="住民への返信"
        aria-autocomplete="list"
        aria-controls={templates.isOpen ? templates.listId : undefined}
        aria-activedescendant={templates.activeId}
        placeholder="住民への返信（行の先頭の「/」で定型文）"
        rows={3}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          templates.look(event.target.value, event.target.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => {
          handlers.onBlur();
          templates.hide();
        }}
        className="field-sizing-content max-h-60 min-h-20 w-full resize-none rounded-8 border border-field bg-surface px-3 py-2 text-std-16N-170"
      />
      <AttachedList attached={attached} onRemove={remove} />
      <ReplyFoot
        asksBack={asksBack}
        onAsksBack={setAsksBack}
        goesOn={goesOn}
        onGoesOn={setGoesOn}
        maySend={maySend}
        mayClose={matter.may.includes('close')}
        isSending={send.isPending}
        onTemplates={templates.toggle}
        onFiles={add}
        onSend={submit}
      />
      {!isStale && <ProblemLine error={send.error} />}
    </div>
  );
};
