import { useEffect, useRef, type ReactNode } from 'react';
import type { Bubble } from '#test/emulators/line/contract';

interface Props {
  readonly bubbles: readonly Bubble[];
  readonly isLoading: boolean;
  readonly children: (bubble: Bubble) => ReactNode;
}

/** The reversed column keeps the newest bubble in sight when a panel opens or a picture arrives late. */
export const Chat = ({ bubbles, isLoading, children }: Props) => {
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
            困りごとや質問を、下の欄に書いて送ってください。写真や場所も送れます。
          </p>
        )}
        {bubbles.map(children)}
        {isLoading && <p className="text-dns-14N-130 text-solid-gray-700">市役所が入力中…</p>}
      </div>
    </div>
  );
};
