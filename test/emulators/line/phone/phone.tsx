import { useState } from 'react';
import type { Bubble, Group, PhoneState, Resident, Tap } from '#test/emulators/line/contract';
import { BubbleRow } from './bubble.tsx';
import { Chat } from './chat.tsx';
import { Composer, type About } from './composer.tsx';
import { tap, unsend, type Problem, type Speaker } from './hands.ts';
import { Head } from './head.tsx';
import { QuickReplies } from './quick-replies.tsx';
import { useIsLoading } from './use-is-loading.ts';

interface Props {
  readonly resident: Resident;
  readonly state: PhoneState;
  readonly choose: (userId: string) => void;
}

/** One resident's telephone, open at the chat with the city or at a group's. */
export const Phone = ({ resident, state, choose }: Props) => {
  const [problem, setProblem] = useState<Problem>(null);
  const [about, setAbout] = useState<About | null>(null);
  const [groupId, setGroupId] = useState<string | null>(null);
  const [panel, setPanel] = useState<Panel>('closed');
  const isLoading = useIsLoading(resident.loadingUntil);
  const group = state.groups.find((one) => one.groupId === groupId) ?? null;
  const who: Speaker = { userId: resident.userId, groupId };
  const bubbles = state.chats[groupId ?? resident.userId] ?? [];

  const run = async (act: Promise<Problem>): Promise<void> => setProblem(await act);
  const press = (what: Tap): void => {
    switch (what.kind) {
      case 'says':
      case 'posts-back':
        void run(tap(who, what));
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
      <Head
        resident={resident}
        group={group}
        state={state}
        choose={choose}
        chooseGroup={(chosen) => {
          setGroupId(chosen);
          setAbout(null);
        }}
        run={run}
      />
      <Chat bubbles={bubbles} isLoading={isLoading && group === null} whenEmpty={whenEmpty(group)}>
        {(bubble) => (
          <BubbleRow
            key={bubble.id}
            bubble={bubble}
            quoted={bubbles.find(({ id }) => id === bubble.quotedMessageId) ?? null}
            by={speakerOf(bubble, resident, state)}
            press={press}
            takeBack={() => void run(unsend(who, bubble.id))}
            quote={() => setAbout({ kind: 'quotes', bubble })}
            mend={mayMend(bubble, who) ? () => setAbout({ kind: 'mends', bubble }) : null}
          />
        )}
      </Chat>
      <QuickReplies taps={bubbles.at(-1)?.quickReplies ?? []} press={press} />
      {problem !== null && <ProblemBar problem={problem} close={() => setProblem(null)} />}
      {silenceOf(resident, group) ?? (
        <Composer
          key={about?.kind === 'mends' ? about.bubble.id : groupId}
          who={who}
          about={about}
          forget={() => setAbout(null)}
          panel={panel}
          setPanel={setPanel}
          run={run}
        />
      )}
    </section>
  );
};

export type Panel = 'closed' | 'attachments' | 'place';

const whenEmpty = (group: Group | null): string =>
  group === null
    ? '困りごとや質問を、下の欄に書いて送ってください。写真や場所も送れます。'
    : 'グループのトークです。市役所を招待すると、どう答えるかを試せます。';

const speakerOf = (bubble: Bubble, resident: Resident, { residents }: PhoneState) => {
  if (bubble.author === 'city') return 'city';
  if (bubble.writer === resident.userId) return 'self';
  return { name: residents.find(({ userId }) => userId === bubble.writer)?.name ?? '' };
};

const mayMend = ({ writer, content }: Bubble, { userId, groupId }: Speaker): boolean =>
  groupId !== null && writer === userId && content.kind === 'text';

/** Why nothing can be written here; null where it can. */
const silenceOf = ({ relation }: Resident, group: Group | null) => {
  if (relation === 'blocked' && group === null)
    return <Silence why="市役所をブロックしています。書くには、ブロックを解除してください。" />;
  if (group?.hasCity === false) return <Silence why="市役所を招待すると、ここに書けます。" />;
  return null;
};

const Silence = ({ why }: { readonly why: string }) => (
  <p className="border-t border-solid-gray-300 p-4 text-center text-dns-14N-130">{why}</p>
);

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
