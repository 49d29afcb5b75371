import { useState } from 'react';
import type { Place } from '#test/emulators/line/contract';
import { sendPlace, type Problem, type Speaker } from './hands.ts';
import type { Panel } from './phone.tsx';

interface Props {
  readonly who: Speaker;
  readonly setPanel: (panel: Panel) => void;
  readonly run: (act: Promise<Problem>) => Promise<void>;
}

const cityHall = {
  title: '久留米市役所',
  address: '福岡県久留米市城南町15-3',
  latitude: '33.3193',
  longitude: '130.5084',
};

/** A sample place is filled in; every field may be written over. */
export const PlaceForm = ({ who, setPanel, run }: Props) => {
  const [draft, setDraft] = useState<Draft>(cityHall);
  const place = placeOf(draft);
  const fill = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  return (
    <form
      aria-label="場所を送る"
      className="space-y-2 px-3 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!place) return;
        setPanel('closed');
        void run(sendPlace(who, place));
      }}
    >
      <Field label="名前" value={draft.title} write={(title) => fill({ title })} />
      <Field label="住所" value={draft.address} write={(address) => fill({ address })} />
      <div className="grid grid-cols-2 gap-2">
        <Field label="緯度" value={draft.latitude} write={(latitude) => fill({ latitude })} />
        <Field label="経度" value={draft.longitude} write={(longitude) => fill({ longitude })} />
      </div>
      {!place && (
        <p className="text-dns-14N-130 text-red-1000">緯度と経度を数字で入れてください（例：33.3193）。</p>
      )}
      <div className="flex justify-end gap-2">
        <button type="button" onClick={() => setPanel('closed')} className="min-h-11 px-3 underline">
          やめる
        </button>
        <button
          type="submit"
          disabled={!place}
          className="min-h-11 rounded-8 bg-blue-900 px-4 text-oln-16B-100 text-white hover:bg-blue-1000 disabled:bg-solid-gray-300 disabled:text-solid-gray-700"
        >
          場所を送信
        </button>
      </div>
    </form>
  );
};

interface Draft {
  readonly title: string;
  readonly address: string;
  readonly latitude: string;
  readonly longitude: string;
}

const placeOf = ({ title, address, ...point }: Draft): Place | null => {
  const latitude = Number.parseFloat(point.latitude);
  const longitude = Number.parseFloat(point.longitude);
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { title, address, latitude, longitude } : null;
};

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly write: (value: string) => void;
}

const Field = ({ label, value, write }: FieldProps) => (
  <label className="flex items-center gap-2 text-dns-14N-130">
    <span className="w-8 shrink-0">{label}</span>
    <input
      value={value}
      onChange={(event) => write(event.target.value)}
      className="min-h-11 min-w-0 flex-1 rounded-8 border border-solid-gray-536 px-2 text-dns-16N-130 lg:min-h-9"
    />
  </label>
);
