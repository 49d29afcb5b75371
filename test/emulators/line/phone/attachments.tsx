import { useRef, type ReactNode } from 'react';
import { sendPhoto, sendSamplePhoto, sendSticker, type Problem } from './hands.ts';
import { PhotoIcon, PlaceIcon, RoadIcon, StickerIcon } from './icons.tsx';
import type { Panel } from './phone.tsx';

interface Props {
  readonly userId: string;
  readonly setPanel: (panel: Panel) => void;
  readonly run: (act: Promise<Problem>) => Promise<void>;
}

export const Attachments = ({ userId, setPanel, run }: Props) => {
  const file = useRef<HTMLInputElement>(null);
  const send = (act: Promise<Problem>): void => {
    setPanel('closed');
    void run(act);
  };
  return (
    <div className="grid grid-cols-4 gap-2 px-3 pb-3">
      <input
        ref={file}
        type="file"
        accept="image/jpeg,image/png"
        aria-label="写真のファイル"
        className="hidden"
        onChange={(event) => {
          const photo = event.target.files?.[0];
          if (photo) send(sendPhoto(userId, photo));
        }}
      />
      <Choice label="写真" icon={<PhotoIcon />} press={() => file.current?.click()} />
      <Choice label="見本の写真" icon={<RoadIcon />} press={() => send(sendSamplePhoto(userId))} />
      <Choice label="場所" icon={<PlaceIcon />} press={() => setPanel('place')} />
      <Choice label="スタンプ" icon={<StickerIcon />} press={() => send(sendSticker(userId))} />
    </div>
  );
};

interface ChoiceProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly press: () => void;
}

const Choice = ({ label, icon, press }: ChoiceProps) => (
  <button
    type="button"
    onClick={press}
    className="flex min-h-16 flex-col items-center justify-center gap-1 rounded-8 border border-solid-gray-300 text-oln-14N-100 hover:bg-solid-gray-50"
  >
    {icon}
    {label}
  </button>
);
