import type { PhoneState, Resident } from '#test/emulators/line/contract';
import { wordsOf } from './bubble-content.tsx';

interface Props {
  readonly state: PhoneState;
  readonly chosen: string;
  readonly choose: (userId: string) => void;
}

export const Residents = ({ state, chosen, choose }: Props) => (
  <section aria-labelledby="residents">
    <h2 id="residents" className="mb-1 px-4 text-std-16B-170">
      住民を選ぶ
    </h2>
    <ul className="space-y-1 p-1">
      {state.residents.map((resident) => (
        <li key={resident.userId}>
          <button
            type="button"
            aria-current={resident.userId === chosen}
            onClick={() => choose(resident.userId)}
            className="block w-full rounded-8 border border-transparent px-3 py-2 text-left hover:bg-white aria-[current=true]:border-blue-900 aria-[current=true]:bg-white"
          >
            <span className="block truncate text-dns-16B-130">{resident.name}</span>
            <span className="block truncate text-dns-14N-130 text-solid-gray-700">
              {standingOf(resident) ?? lastWordsOf(state, resident)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  </section>
);

export const standingOf = ({ relation }: Resident): string | null => {
  switch (relation) {
    case 'friend':
      return null;
    case 'blocked':
      return '市役所をブロック中';
    case 'stranger':
      return '友だちになっていません';
  }
};

const lastWordsOf = (state: PhoneState, { userId }: Resident): string => {
  const last = state.chats[userId]?.at(-1);
  return last ? wordsOf(last.content) : 'まだ何も送っていません';
};
