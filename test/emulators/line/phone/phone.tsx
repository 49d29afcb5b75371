import { useState } from 'react';
import type { Bubble, PhoneState, Resident, Tap } from '#test/emulators/line/contract';
import { BubbleRow } from './bubble.tsx';
import { Chat } from './chat.tsx';
import { Composer } from './composer.tsx';
import { relate, tap, unsend, type Problem } from './hands.ts';
import { QuickReplies } from './quick-replies.tsx';
import { standingOf } from './residents.tsx';
import { useIsLoading } from './use-is-loading.ts';

interface Props {
  readonly resident: Resident;
  readonly state: PhoneState;
  readonly choose: (userId: string) => void;
}

/** One resident's telephone, open at the chat with the city. */
export const Phone = ({ resident, state, choose }: Props) => {
  const bubbles = state.chats[resident.userId] ?? [];
  const [problem, setProblem] = useState<Problem>(null);
  const [quoted, setQuoted] = useState<Bubble | null>(null);
  const [panel, setPanel] = useState<Panel>('closed');
  const isLoading = useIsLoading(resident.loadingUntil);

  const run = async (act: Promise<Problem>): Promise<void> => setProblem(await act);
  const press = (what: Tap): void => {
    switch (what.kind) {
      case 'says':
      case 'posts-back':
        void run(tap(resident.userId, what));
        return;
      case 'opens':
        window.open(what.uri, '_blank', 'noopener');
        return;
      case 'sends-photo':
        setPanel('attachments');
        return;
      case 'sends-place':
        setPanel('place');
        return;
      case 'other':
        setProblem(`「${what.label}」はこの電話では使えません（${what.type}）。`);
    }
  };

  return (
    <section
      aria-label={`${resident.name}さんの電話`}
      className="flex h-full flex-col overflow-hidden bg-white lg:rounded-24 lg:border-8 lg:border-solid-gray-800 lg:shadow-2"
    >
      <Head resident={resident} state={state} choose={choose} run={run} />
      <Chat bubbles={bubbles} isLoading={isLoading}>
        {(bubble) => (
          <BubbleRow
            key={bubble.id}
            bubble={bubble}
            quoted={bubbles.find(({ id }) => id === bubble.quotedMessageId) ?? null}
            press={press}
            takeBack={() => void run(unsend(resident.userId, bubble.id))}
            quote={() => setQuoted(bubble)}
          />
        )}
      </Chat>
      <QuickReplies taps={bubbles.at(-1)?.quickReplies ?? []} press={press} />
      {problem !== null && <ProblemBar problem={problem} close={() => setProblem(null)} />}
      {resident.relation === 'blocked' ? (
        <p className="border-t border-solid-gray-300 p-4 text-center text-dns-14N-130">
          市役所をブロックしています。書くには、ブロックを解除してください。
        </p>
      ) : (
        <Composer
          userId={resident.userId}
          quoted={quoted}
          unquote={() => setQuoted(null)}
          panel={panel}
          setPanel={setPanel}
          run={run}
        />
      )}
    </section>
  );
};

export type Panel = 'closed' | 'attachments' | 'place';

const ProblemBar = ({ problem, close }: { readonly problem: string; readonly close: () => void }) => (
  <div
    role="alert"
    className="flex items-center gap-2 border-t border-solid-gray-300 bg-red-50 px-3 py-1 text-dns-14N-130 text-red-1000"
  >
    <p className="min-w-0 flex-1">{problem}</p>
    <button type="button" onClick={close} className="min-h-11 shrink-0 px-2 underline lg:min-h-8">
      閉じる
    </button>
  </div>
);

interface HeadProps extends Props {
  readonly run: (act: Promise<Problem>) => Promise<void>;
}

const Head = ({ resident, state, choose, run }: HeadProps) => (
  <div className="flex items-center gap-3 border-b border-solid-gray-300 px-3 py-2">
    <div className="min-w-0 flex-1">
      <h2 className="text-dns-16B-130">市役所（テスト）</h2>
      <p className="truncate text-dns-14N-130 text-solid-gray-700 max-lg:hidden">
        {standingOf(resident) ?? `${resident.name}さんとして`}
      </p>
      <label className="flex items-center gap-1 text-dns-14N-130 lg:hidden">
        住民
        <select
          value={resident.userId}
          onChange={(event) => choose(event.target.value)}
          className="min-h-11 min-w-0 flex-1 rounded-8 border border-solid-gray-536 bg-white px-2 text-dns-16N-130"
        >
          {state.residents.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
    <Relation resident={resident} run={run} />
  </div>
);

const Relation = ({ resident, run }: Pick<HeadProps, 'resident' | 'run'>) => {
  const { how, label } = relationButton[resident.relation];
  return (
    <button
      type="button"
      onClick={() => void run(relate(resident.userId, how))}
      className="min-h-11 shrink-0 rounded-8 border border-solid-gray-536 px-3 text-oln-14N-100 hover:bg-solid-gray-50 lg:min-h-8"
    >
      {label}
    </button>
  );
};

const relationButton = {
  friend: { how: 'block', label: 'ブロック' },
  blocked: { how: 'unblock', label: 'ブロック解除' },
  stranger: { how: 'follow', label: '友だち追加' },
} as const satisfies Record<Resident['relation'], unknown>;
