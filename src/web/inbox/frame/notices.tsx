import { createContext, use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { CheckIcon } from '#web/shared/icons';
import { useKeys } from '#web/shared/keys';

interface Notices {
  /** Says to everybody what was done; with `undo` it may be taken back while it stands there. */
  readonly tell: (words: string, undo?: () => void) => void;
  /** Says it to screen readers alone: the eye sees it happen. */
  readonly whisper: (words: string) => void;
}

const NoticesContext = createContext<Notices | null>(null);

export const useNotices = (): Notices => {
  const notices = use(NoticesContext);
  if (notices === null) throw new Error('NoticesProvider is missing above this part');
  return notices;
};

/** A little less than the server holds the resident's notice back. */
const shownMs = 7_500;

interface Told {
  readonly words: string;
  readonly count: number;
  readonly undo: (() => void) | null;
}

export const NoticesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [told, setTold] = useState<Told>({ words: '', count: 0, undo: null });
  const [whispered, setWhispered] = useState('');
  const [notices] = useState<Notices>(() => ({
    tell: (words, undo) => setTold(({ count }) => ({ words, count: count + 1, undo: undo ?? null })),
    whisper: setWhispered,
  }));
  const clear = () => setTold(({ count }) => ({ words: '', count, undo: null }));
  useEffect(() => {
    if (told.words === '') return undefined;
    const timer = setTimeout(clear, shownMs);
    return () => clearTimeout(timer);
  }, [told]);
  const takeBack = () => {
    told.undo?.();
    clear();
  };
  useKeys({ u: takeBack }, told.undo !== null);
  return (
    <NoticesContext value={notices}>
      {children}
      <div
        role="status"
        aria-label="お知らせ"
        className="fixed bottom-20 left-4 z-10 empty:hidden tablet:bottom-6 tablet:left-20"
      >
        {told.words !== '' && (
          <div
            key={told.count}
            className="flex min-h-11 max-w-[calc(100dvw-2rem)] animate-arrive items-center gap-2 rounded-8 bg-ink px-4 py-1 text-dns-14B-130 text-on-accent"
          >
            <CheckIcon className="size-4" />
            {told.words}
            {told.undo !== null && (
              <button
                type="button"
                onClick={takeBack}
                className="ml-2 min-h-9 rounded-6 px-2 text-dns-14B-130 whitespace-nowrap underline underline-offset-4 hover:bg-ink-soft"
              >
                元に戻す（u）
              </button>
            )}
          </div>
        )}
      </div>
      <p role="status" aria-label="新しい動き" className="sr-only">
        {whispered}
      </p>
    </NoticesContext>
  );
};
