import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Bubble } from '#test/emulators/line/contract';
import { Attachments } from './attachments.tsx';
import { wordsOf } from './bubble-content.tsx';
import { edit, sendText, type Problem, type Speaker } from './hands.ts';
import { PlusIcon } from './icons.tsx';
import type { Panel } from './phone.tsx';
import { PlaceForm } from './place-form.tsx';

interface Props {
  readonly who: Speaker;
  /** What is being written: an answer to this bubble, or this bubble itself anew. */
  readonly about: About | null;
  readonly forget: () => void;
  readonly panel: Panel;
  readonly setPanel: (panel: Panel) => void;
  readonly run: (act: Promise<Problem>) => Promise<void>;
}

export interface About {
  readonly kind: 'quotes' | 'mends';
  readonly bubble: Bubble;
}

export const Composer = ({ who, about, forget, panel, setPanel, run }: Props) => {
  const [text, setText] = useState(about?.kind === 'mends' ? wordsOf(about.bubble.content) : '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (about) field.current?.focus();
  }, [about]);

  const send = (): void => {
    if (text.trim() === '') return;
    void run(
      about?.kind === 'mends'
        ? edit(who, about.bubble.id, text)
        : sendText(who, text, about?.bubble.id ?? null),
    );
    setText('');
    forget();
  };

  return (
    <div className="border-t border-solid-gray-300 bg-white">
      {about && (
        <div className="flex items-center gap-2 bg-solid-gray-50 px-3 py-1 text-dns-14N-130">
          <p className="min-w-0 flex-1 truncate border-l-4 border-solid-gray-420 pl-2">
            {wordsOf(about.bubble.content)}
          </p>
          <button type="button" onClick={forget} className="min-h-11 px-2 underline lg:min-h-8">
            {about.kind === 'quotes' ? '引用をやめる' : '直すのをやめる'}
          </button>
        </div>
      )}
      <form
        className="flex items-end gap-2 px-3 py-2"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <button
          type="button"
          aria-expanded={panel !== 'closed'}
          aria-label="写真や場所を送る"
          onClick={() => setPanel(panel === 'closed' ? 'attachments' : 'closed')}
          className="flex size-11 shrink-0 items-center justify-center rounded-full hover:bg-solid-gray-100"
        >
          <PlusIcon />
        </button>
        <textarea
          ref={field}
          aria-label="メッセージ"
          aria-keyshortcuts="Control+Enter"
          placeholder="メッセージ"
          rows={1}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (asksToSend(event)) send();
          }}
          className="field-sizing-content max-h-36 min-h-11 min-w-0 flex-1 resize-none rounded-8 border border-solid-gray-536 px-3 py-2 text-std-16N-170"
        />
        <button
          type="submit"
          disabled={text.trim() === ''}
          className="min-h-11 shrink-0 rounded-8 bg-blue-900 px-4 text-oln-16B-100 text-white hover:bg-blue-1000 disabled:bg-solid-gray-300 disabled:text-solid-gray-700"
        >
          送信
        </button>
      </form>
      {panel === 'attachments' && <Attachments who={who} setPanel={setPanel} run={run} />}
      {panel === 'place' && <PlaceForm who={who} setPanel={setPanel} run={run} />}
    </div>
  );
};

/** Enter makes a line; the Enter that ends a kana-kanji conversion reports 229 in browsers that end it before the key. */
const asksToSend = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' &&
  (event.ctrlKey || event.metaKey) &&
  !event.nativeEvent.isComposing &&
  event.nativeEvent.keyCode !== 229;
