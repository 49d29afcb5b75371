import { useState } from 'react';
import type { ApiFault, PhoneState, Release } from '#test/emulators/line/contract';
import { orderFault, release, setWebhooks } from './hands.ts';

/** What an engineer may let go wrong. */
export const Switches = ({ state }: { readonly state: PhoneState }) => {
  const { webhookSettings, plannedFaults, heldEvents } = state;
  const isPlanned = ({ kind }: ApiFault): boolean => plannedFaults.some(({ fault }) => fault.kind === kind);
  return (
    <section
      aria-labelledby="switches"
      className="rounded-8 border border-solid-gray-300 bg-white p-4 max-lg:mb-4 lg:shrink-0"
    >
      <h2 id="switches" className="mb-2 text-std-16B-170">
        わざと困らせる（技術者向け）
      </h2>
      <div className="grid gap-x-6 gap-y-3 xl:grid-cols-2">
        <fieldset>
          <legend className="text-dns-14B-130">住民 → 市役所（Webhook）</legend>
          <Switch
            label="受け取られないとき再送する"
            isOn={webhookSettings.redelivers}
            set={(redelivers) => void setWebhooks({ redelivers })}
          />
          <Switch
            label="同じ知らせを二度届ける"
            isOn={webhookSettings.duplicates}
            set={(duplicates) => void setWebhooks({ duplicates })}
          />
          <Switch
            label={`届けずにためておく${heldEvents > 0 ? `（${heldEvents}件）` : ''}`}
            isOn={webhookSettings.holds}
            set={(holds) => void (holds ? setWebhooks({ holds }) : release(inOrder))}
          />
          <Switch
            label="別の窓口が応対中（standby）"
            isOn={webhookSettings.standby}
            set={(standby) => void setWebhooks({ standby })}
          />
          {heldEvents > 0 && (
            <div className="mt-1 flex flex-wrap gap-2">
              <ReleaseButton label="順番どおり届ける" how={inOrder} />
              <ReleaseButton label="順番を入れ替えて届ける" how={{ order: 'shuffled', together: false }} />
              <ReleaseButton label="一つにまとめて届ける" how={{ order: 'as-written', together: true }} />
            </div>
          )}
        </fieldset>
        <fieldset>
          <legend className="text-dns-14B-130">市役所 → 住民（API の答え）</legend>
          {faults.map(({ label, fault }) => (
            <Switch
              key={fault.kind}
              label={label}
              isOn={isPlanned(fault)}
              set={(isOn) => void orderFault(fault, isOn)}
            />
          ))}
        </fieldset>
      </div>
    </section>
  );
};

const inOrder: Release = { order: 'as-written', together: false };

const faults: readonly { readonly label: string; readonly fault: ApiFault }[] = [
  { label: '3秒遅れて答える', fault: { kind: 'answer-late', delayMs: 3_000 } },
  { label: '受け付けてから回線を切る', fault: { kind: 'drop-after-accepting' } },
  { label: '429（回数が多すぎる）', fault: { kind: 'rate-limited' } },
  { label: '429（月の上限）', fault: { kind: 'monthly-limit' } },
  { label: '401（トークンが無効）', fault: { kind: 'token-refused' } },
  { label: '500（LINE の障害）', fault: { kind: 'server-error' } },
];

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
}

/** Shows at once what was asked, and from the emulator's next word on what is so. */
const Switch = ({ label, isOn, set }: SwitchProps) => {
  const [asked, setAsked] = useState<{ readonly from: boolean; readonly to: boolean } | null>(null);
  return (
    <label className="flex min-h-11 items-center gap-2 text-dns-14N-130 lg:min-h-8">
      <input
        type="checkbox"
        checked={asked?.from === isOn ? asked.to : isOn}
        onChange={(event) => {
          const to = event.target.checked;
          setAsked({ from: isOn, to });
          set(to);
        }}
        className="size-5 shrink-0 accent-blue-900"
      />
      {label}
    </label>
  );
};

const ReleaseButton = ({ label, how }: { readonly label: string; readonly how: Release }) => (
  <button
    type="button"
    onClick={() => void release(how)}
    className="min-h-11 rounded-8 border border-solid-gray-536 px-3 text-oln-14N-100 hover:bg-solid-gray-50 lg:min-h-8"
  >
    {label}
  </button>
);
