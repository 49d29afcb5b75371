import { useEffect, useRef, type ReactNode } from 'react';
import type { Bubble } from '#test/emulators/line/contract';

interface Props {
  readonly bubbles: readonly Bubble[];
  readonly isLoading: boolean;
  readonly whenEmpty: string;
  readonly children: (bubble: Bubble) => ReactNode;
}

/** The reversed column keeps the newest bubble in sight when a panel opens or a picture arrives late. */
export const Chat = ({ bubbles, isLoading, whenEmpty, children }: Props) => {
  const scroller = useRef<HTMLDivElement>(null);
  const last = bubbles.at(-1)?.id;
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [last, isLoading]);
  return (
    <div
      ref={scroller}
      role="log"
      aria-label="トーク"
      className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto bg-solid-gray-50"
    >
      <div className="mb-auto space-y-3 px-3 py-4">
        {bubbles.length === 0 && (
          <p className="mx-auto mt-8 max-w-64 text-center text-dns-14N-130 text-solid-gray-700">
            {whenEmpty}
          </p>
        )}
        {bubbles.map(children)}
        {isLoading && (
          <p className="flex w-fit items-center gap-1 rounded-16 border border-solid-gray-300 bg-white px-3 py-3">
            <span className="sr-only">市役所が入力中</span>
            {[0, 1, 2].map((place) => (
              <span key={place} className="working-dot size-2 rounded-full bg-solid-gray-600" />
            ))}
          </p>
        )}
      </div>
    </div>
  );
};
