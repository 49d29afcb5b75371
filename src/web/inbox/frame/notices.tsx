import { createContext, use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { CheckIcon } from '#web/shared/icons';

interface Notices {
  /** Says to everybody what was done. */
  readonly tell: (words: string) => void;
  /** Says it to screen readers alone: the eye sees it happen. */
  readonly whisper: (words: string) => void;
}

const NoticesContext = createContext<Notices | null>(null);

export const useNotices = (): Notices => {
  const notices = use(NoticesContext);
  if (notices === null) throw new Error('NoticesProvider is missing above this part');
  return notices;
};

const shownMs = 5_000;

export const NoticesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [told, setTold] = useState({ words: '', count: 0 });
  const [whispered, setWhispered] = useState('');
  const [notices] = useState<Notices>(() => ({
    tell: (words) => setTold(({ count }) => ({ words, count: count + 1 })),
    whisper: setWhispered,
  }));
  useEffect(() => {
    if (told.words === '') return undefined;
    const timer = setTimeout(() => setTold(({ count }) => ({ words: '', count })), shownMs);
    return () => clearTimeout(timer);
  }, [told]);
  return (
    <NoticesContext value={notices}>
      {children}
      <div
        role="status"
        aria-label="お知らせ"
        className="pointer-events-none fixed bottom-20 left-4 z-10 tablet:bottom-6 tablet:left-20"
      >
        {told.words !== '' && (
          <p
            key={told.count}
            className="flex animate-arrive items-center gap-2 rounded-8 bg-ink px-4 py-3 text-dns-14B-130 text-on-accent"
          >
            <CheckIcon className="size-4" />
            {told.words}
          </p>
        )}
      </div>
      <p role="status" aria-label="新しい動き" className="sr-only">
        {whispered}
      </p>
    </NoticesContext>
  );
};
