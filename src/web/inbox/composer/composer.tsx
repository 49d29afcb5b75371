import type { MatterDetail } from '#src/http/contract/matters';
import { ClosedFoot } from './closed-foot.tsx';
import type { Mode } from './drafts.ts';
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
  const isNote = shown === 'note';
  return (
    <section
      aria-label="書く"
      className={`border-t ${isNote ? 'border-note-line bg-note' : 'border-line-firm bg-surface'}`}
    >
      {matter.may.includes('reopen') && <ClosedFoot matterId={matter.id} />}
      {matter.state === 'sorting' && (
        <p className="px-5 pt-2.5 text-dns-14N-130 text-ink-soft">
          担当の課が決まると、返信できます。メモは残せます。
        </p>
      )}
      {mayReply && mayNote && (
        <div role="group" aria-label="書き方" className="flex gap-1 px-3 pt-2 tablet:px-5">
          <ModeButton isOn={!isNote} name="返信" keyName="r" onClick={() => onMode('reply')} />
          <ModeButton isOn={isNote} name="メモ" keyName="n" onClick={() => onMode('note')} />
          {isNote && <p className="self-center pl-2 text-dns-14N-130">住民には見えません</p>}
        </div>
      )}
      {isNote
        ? mayNote && <NoteForm key="note" matter={matter} focusCount={focusCount} />
        : mayReply && <ReplyForm key="reply" matter={matter} focusCount={focusCount} onDone={onDone} />}
    </section>
  );
};

interface ModeButtonProps {
  readonly isOn: boolean;
  readonly name: string;
  readonly keyName: string;
  readonly onClick: () => void;
}

const ModeButton = ({ isOn, name, keyName, onClick }: ModeButtonProps) => (
  <button
    type="button"
    aria-pressed={isOn}
    onClick={onClick}
    title={`${name}を書く（${keyName}）`}
    className="min-h-11 rounded-8 px-3.5 text-oln-14N-100 text-ink-soft hover:bg-opacity-gray-50 aria-pressed:bg-opacity-gray-100 aria-pressed:font-700 aria-pressed:text-ink tablet:min-h-8"
  >
    {name}
  </button>
);
