import type { MatterDetail } from '#src/http/contract/matters';
import { ClosedFoot } from './closed-foot.tsx';
import type { Mode } from './drafts.ts';
import { ModeSwitch } from './mode-switch.tsx';
import { NoteForm } from './note-form.tsx';
import { ReplyForm } from './reply-form.tsx';

interface ComposerProps {
  readonly matter: MatterDetail;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  /** Grows each time the clerk asks to write. */
  readonly focusCount: number;
  readonly onDone: () => void;
}

export const Composer = ({ matter, mode, onMode, focusCount, onDone }: ComposerProps) => {
  const mayReply = matter.may.includes('reply');
  const mayNote = matter.may.includes('note');
  const shown = mayReply ? mode : 'note';
  const modes = mayReply && mayNote ? <ModeSwitch mode={shown} onMode={onMode} /> : null;
  const look = shown === 'note' ? 'border-note-line bg-note' : 'border-line-firm bg-surface';
  return (
    <section aria-label="書く" className={`flex flex-col gap-2 border-t px-3 pt-2 pb-3 tablet:px-5 ${look}`}>
      {matter.may.includes('reopen') && <ClosedFoot matterId={matter.id} />}
      {matter.state === 'sorting' && (
        <p className="text-dns-14N-130 text-ink-soft">担当の課が決まると、返信できます。メモは残せます。</p>
      )}
      {shown === 'reply' && (
        <ReplyForm matter={matter} modes={modes} focusCount={focusCount} onDone={onDone} />
      )}
      {shown === 'note' && mayNote && <NoteForm matter={matter} modes={modes} focusCount={focusCount} />}
    </section>
  );
};
