import { useState } from 'react';
import type { Bubble, Tap } from '#test/emulators/line/contract';
import { BubbleContent, wordsOf } from './bubble-content.tsx';
import { MoreIcon } from './icons.tsx';
import { clockTime, fullTime } from './time.ts';

interface Props {
  readonly bubble: Bubble;
  readonly quoted: Bubble | null;
  /** Whose bubble it is: one's own on the right, the city's, or another member's of the group by name. */
  readonly by: 'self' | 'city' | { readonly name: string };
  readonly press: (what: Tap) => void;
  readonly takeBack: () => void;
  readonly quote: () => void;
  /** Null where LINE does not allow it. */
  readonly mend: (() => void) | null;
}

/** As on a telephone: one's own on the right, the city's on the left, the time beside. */
export const BubbleRow = ({ bubble, quoted, by, press, takeBack, quote, mend }: Props) => {
  const [isOpen, setIsOpen] = useState(false);
  if (bubble.content.kind === 'taken-back') {
    return <p className="text-center text-dns-14N-130 text-solid-gray-700">送信を取り消しました</p>;
  }
  const isOwn = by === 'self';
  const speaker = by === 'city' ? '市役所' : by === 'self' ? '自分' : by.name;
  const close = (act: () => void) => () => {
    setIsOpen(false);
    act();
  };
  return (
    <div className={`flex flex-col gap-1 ${isOwn ? 'items-end' : 'items-start'}`}>
      {!isOwn && by !== 'city' && <p className="text-dns-14N-130 text-solid-gray-800">{speaker}</p>}
      <div className={`flex max-w-full items-end gap-1 ${isOwn ? 'flex-row-reverse' : ''}`}>
        <div
          className={`min-w-0 max-w-72 overflow-hidden rounded-16 border ${isOwn ? 'border-blue-200 bg-blue-100' : 'border-solid-gray-300 bg-white'}`}
        >
          <span className="sr-only">{speaker}：</span>
          {quoted && (
            <p className="mx-3 mt-2 truncate border-l-4 border-solid-gray-420 pl-2 text-dns-14N-130 text-solid-gray-800">
              {wordsOf(quoted.content)}
            </p>
          )}
          <BubbleContent content={bubble.content} press={press} />
        </div>
        <div
          className={`flex shrink-0 flex-col text-dns-14N-130 text-solid-gray-700 ${isOwn ? 'items-end' : ''}`}
        >
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label="このメッセージの操作"
            onClick={() => setIsOpen(!isOpen)}
            className="flex size-11 items-center justify-center rounded-full hover:bg-solid-gray-100 lg:size-8"
          >
            <MoreIcon />
          </button>
          {bubble.imageSet && (
            <span>
              {bubble.imageSet.index}/{bubble.imageSet.total}枚
            </span>
          )}
          {bubble.isEdited && <span>編集済み</span>}
          {isOwn && bubble.isRead && <span>既読</span>}
          <time
            dateTime={new Date(bubble.at).toISOString()}
            title={fullTime(bubble.at)}
            className="tabular-nums"
          >
            {clockTime(bubble.at)}
          </time>
        </div>
      </div>
      {isOpen && (
        <div className="flex gap-2">
          <MenuButton label="引用して書く" press={close(quote)} />
          {mend && <MenuButton label="直す" press={close(mend)} />}
          {isOwn && <MenuButton label="送信を取り消す" press={close(takeBack)} />}
        </div>
      )}
    </div>
  );
};

const MenuButton = ({ label, press }: { readonly label: string; readonly press: () => void }) => (
  <button
    type="button"
    onClick={press}
    className="min-h-11 rounded-8 border border-solid-gray-536 bg-white px-3 text-oln-14N-100 hover:bg-solid-gray-100 lg:min-h-8"
  >
    {label}
  </button>
);
