import type { Content, Tap } from '#test/emulators/line/contract';
import { PlaceIcon, StickerIcon } from './icons.tsx';

interface Props {
  readonly content: Content;
  readonly press: (what: Tap) => void;
}

export const BubbleContent = ({ content, press }: Props) => {
  switch (content.kind) {
    case 'text':
      return <Words text={content.text} />;
    case 'image':
      if (content.problem !== undefined) return <Words text={`画像を表示できません（${content.problem}）`} />;
      return (
        <a href={content.originalUrl} target="_blank" rel="noreferrer" className="block">
          <img src={content.url} alt="写真（大きく開く）" className="max-h-64 w-full object-cover" />
        </a>
      );
    case 'video':
      return (
        <video src={content.url} controls preload="metadata" aria-label="動画" className="max-h-64 w-full" />
      );
    case 'audio':
      return <audio src={content.url} controls aria-label="音声" className="m-2 h-11 w-64 max-w-full" />;
    case 'file':
      return (
        <FileLink
          url={content.url}
          words={`${content.fileName}（${Math.ceil(content.sizeBytes / 1024)}KB）`}
        />
      );
    case 'location':
      return (
        <div className="flex gap-2 px-3 py-2">
          <PlaceIcon />
          <div className="min-w-0 wrap-anywhere">
            <p className="text-dns-16B-130">{content.title}</p>
            <p className="text-dns-14N-130">{content.address}</p>
            <p className="text-dns-14N-130 text-solid-gray-800 tabular-nums">
              {content.latitude}, {content.longitude}
            </p>
          </div>
        </div>
      );
    case 'sticker':
      return (
        <p className="flex items-center gap-2 px-3 py-2">
          <StickerIcon />
          スタンプ
        </p>
      );
    case 'card':
      return (
        <>
          {content.title !== '' && <p className="px-3 pt-2 text-dns-16B-130">{content.title}</p>}
          <Words text={content.text} />
          {content.buttons.map((one) => (
            <button
              key={one.label}
              type="button"
              onClick={() => press(one)}
              className="block min-h-11 w-full border-t border-solid-gray-300 px-3 text-oln-16N-100 text-blue-900 hover:bg-blue-50"
            >
              {one.label}
            </button>
          ))}
        </>
      );
    case 'other':
      return <Words text={content.altText === '' ? `（${content.type}）` : content.altText} />;
    case 'taken-back':
      return null;
  }
};

/** What stands for a message where there is room for a line of words only. */
export const wordsOf = (content: Content): string => {
  switch (content.kind) {
    case 'text':
    case 'card':
      return content.text;
    case 'image':
      return '写真';
    case 'video':
      return '動画';
    case 'audio':
      return '音声';
    case 'file':
      return content.fileName;
    case 'location':
      return `場所：${content.title}`;
    case 'sticker':
      return 'スタンプ';
    case 'other':
      return content.altText;
    case 'taken-back':
      return '送信を取り消しました';
  }
};

const FileLink = ({ url, words }: { readonly url: string; readonly words: string }) => (
  <a
    href={url}
    target="_blank"
    rel="noreferrer"
    className="block px-3 py-2 text-blue-1000 underline wrap-anywhere"
  >
    {words}
  </a>
);

const Words = ({ text }: { readonly text: string }) => (
  <p className="px-3 py-2 text-std-16N-170 wrap-anywhere whitespace-pre-wrap">
    {text.split(link).map((part, index) =>
      link.test(part) ? (
        <a key={index} href={part} target="_blank" rel="noreferrer" className="text-blue-1000 underline">
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </p>
);

const link = /(https?:\/\/[\w\-./?%&=~#:+,;@]+)/;
