import { useState } from 'react';
import type { PhoneState } from '#test/emulators/line/contract';
import { Phone } from './phone.tsx';
import { Residents } from './residents.tsx';
import { Switches } from './switches.tsx';
import { Traffic } from './traffic.tsx';
import { useLiveState } from './use-live-state.ts';

export const App = () => {
  const live = useLiveState();
  const state = live.kind === 'connecting' ? null : live.state;
  return (
    <div className="flex h-dvh flex-col">
      {live.kind === 'lost' && (
        <p role="status" className="bg-yellow-100 px-4 py-2 text-dns-14N-130">
          更新が止まっています。つなぎ直しています…
        </p>
      )}
      {state ? <Desk state={state} /> : <p className="m-auto">電話を用意しています…</p>}
    </div>
  );
};

type Pane = 'phone' | 'behind';

/** Wide: residents, phone and what goes on behind it side by side. Narrow: the phone, and a tab for the rest. */
const Desk = ({ state }: { readonly state: PhoneState }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const [pane, setPane] = useState<Pane>('phone');
  const resident = state.residents.find(({ userId }) => userId === chosen) ?? state.residents[0];
  if (!resident) return <p className="m-auto">住民がいません。</p>;
  return (
    <>
      <header className="flex flex-wrap items-baseline gap-x-4 border-b border-solid-gray-300 bg-white px-4 py-2 lg:px-6 lg:py-3">
        <h1 className="text-std-18B-160 lg:text-std-20B-150">テスト用の電話</h1>
        <p className="text-dns-14N-130 text-solid-gray-700">
          住民の代わりに書くための画面です。
          <span className="max-lg:hidden">本物の LINE にはつながりません。</span>
        </p>
      </header>
      <nav aria-label="表示" className="flex border-b border-solid-gray-300 bg-white lg:hidden">
        <PaneButton pane="phone" current={pane} choose={setPane} label="電話" />
        <PaneButton pane="behind" current={pane} choose={setPane} label="通信と切り替え" />
      </nav>
      <main className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[15rem_25rem_minmax(0,1fr)] lg:gap-6 lg:p-6">
        <div className="min-h-0 overflow-y-auto max-lg:hidden">
          <Residents state={state} chosen={resident.userId} choose={setChosen} />
        </div>
        <div className={`min-h-0 ${pane === 'phone' ? '' : 'max-lg:hidden'}`}>
          <Phone key={resident.userId} resident={resident} state={state} choose={setChosen} />
        </div>
        <div
          className={`min-h-0 gap-4 overflow-y-auto max-lg:p-4 lg:flex lg:flex-col lg:overflow-visible ${pane === 'behind' ? '' : 'max-lg:hidden'}`}
        >
          <Switches state={state} />
          <Traffic entries={state.journal} />
        </div>
      </main>
    </>
  );
};

interface PaneButtonProps {
  readonly pane: Pane;
  readonly current: Pane;
  readonly choose: (pane: Pane) => void;
  readonly label: string;
}

const PaneButton = ({ pane, current, choose, label }: PaneButtonProps) => (
  <button
    type="button"
    aria-pressed={pane === current}
    onClick={() => choose(pane)}
    className="min-h-11 flex-1 border-b-4 border-transparent text-oln-16N-100 aria-pressed:border-blue-900 aria-pressed:font-bold aria-pressed:text-blue-900"
  >
    {label}
  </button>
);
