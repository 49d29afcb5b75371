import type { ThreadItem } from '#src/http/contract/matters';
import { TimeText } from '#web/shared/time-text';

type Note = Extract<ThreadItem, { kind: 'note' }>;

export const NoteItem = ({ note }: { readonly note: Note }) => (
  <div className="rounded-8 border border-note-line bg-note px-4 py-2.5">
    <p className="flex flex-wrap items-baseline gap-x-2 text-dns-14N-130 text-ink-soft">
      <span className="font-700 text-ink">メモ</span>
      {note.authorName}
      <TimeText isUnderDay iso={note.at} />
      <span className="ml-auto">住民には見えません</span>
    </p>
    <p className="mt-1 whitespace-pre-wrap text-std-16N-170">{note.text}</p>
  </div>
);
