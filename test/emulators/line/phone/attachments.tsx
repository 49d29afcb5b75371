import { useRef, type ReactNode } from 'react';
import { sendEmoji, sendFiles, sendSamples, sendSticker, type Problem, type Speaker } from './hands.ts';
import {
  EmojiIcon,
  FileIcon,
  FormIcon,
  PhotosIcon,
  PlaceIcon,
  RoadIcon,
  SoundIcon,
  StickerIcon,
  VideoIcon,
} from './icons.tsx';
import type { Panel } from './phone.tsx';

interface Props {
  readonly who: Speaker;
  readonly setPanel: (panel: Panel) => void;
  readonly run: (act: Promise<Problem>) => Promise<void>;
}

/** Everything a telephone can send beside words; samples lie ready, one's own files may be chosen. */
export const Attachments = ({ who, setPanel, run }: Props) => {
  const file = useRef<HTMLInputElement>(null);
  const send = (act: Promise<Problem>): void => {
    setPanel('closed');
    void run(act);
  };
  return (
    <div className="grid grid-cols-3 gap-2 px-3 pb-3">
      <input
        ref={file}
        type="file"
        multiple
        aria-label="自分のファイル"
        className="hidden"
        onChange={(event) => send(sendFiles(who, [...(event.target.files ?? [])]))}
      />
      <Choice
        label="見本の写真"
        icon={<RoadIcon />}
        press={() => send(sendSamples(who, 'sample-road.jpg'))}
      />
      <Choice
        label="写真3枚"
        icon={<PhotosIcon />}
        press={() => send(sendSamples(who, 'sample-ditch.jpg', 'sample-sign.jpg', 'sample-road.jpg'))}
      />
      <Choice label="動画" icon={<VideoIcon />} press={() => send(sendSamples(who, 'sample-ditch.mp4'))} />
      <Choice label="音声" icon={<SoundIcon />} press={() => send(sendSamples(who, 'sample-noise.m4a'))} />
      <Choice label="PDF" icon={<FormIcon />} press={() => send(sendSamples(who, 'sample-form.pdf'))} />
      <Choice label="場所" icon={<PlaceIcon />} press={() => setPanel('place')} />
      <Choice label="スタンプ" icon={<StickerIcon />} press={() => send(sendSticker(who))} />
      <Choice label="絵文字" icon={<EmojiIcon />} press={() => send(sendEmoji(who))} />
      <Choice label="自分のファイル" icon={<FileIcon />} press={() => file.current?.click()} />
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
