import type { ReactNode } from 'react';
import { AttachmentView } from './attachment-view.tsx';
import { MarkedText } from './marked-text.tsx';
import { sayErased } from './say-erased.ts';
import type { Message } from './message-item.tsx';
import { PlaceView } from './place-view.tsx';

export const MessageBody = ({ message }: { readonly message: Message }): ReactNode => {
  const { content, attachments } = message;
  switch (content.kind) {
    case 'text':
      return <MarkedText content={content} />;
    case 'image':
    case 'video':
    case 'audio':
      if (content.elsewhere !== null) return <Elsewhere kind={content.kind} host={content.elsewhere} />;
      return attachments.map((attachment) => (
        <AttachmentView
          key={attachment.id}
          attachment={attachment}
          durationMs={content.kind === 'image' ? null : content.durationMs}
          isOurs={message.from !== 'resident'}
        />
      ));
    case 'file':
      return attachments.map((attachment) => (
        <AttachmentView
          key={attachment.id}
          attachment={attachment}
          durationMs={null}
          isOurs={message.from !== 'resident'}
        />
      ));
    case 'place':
      return <PlaceView place={content} />;
    case 'sticker':
      return <Sticker words={content.words} />;
    case 'unsupported':
      return <p className="text-dns-16N-130">ここでは表示できない種類のメッセージです（{content.name}）</p>;
    case 'taken-back':
      return <p className="text-dns-16N-130">取り消されたメッセージ</p>;
    case 'erased':
      return <p className="text-dns-16N-130">{sayErased(content)}</p>;
  }
};

const mediaNames = { image: '写真', video: '動画', audio: '音声' } as const;

interface ElsewhereProps {
  readonly kind: keyof typeof mediaNames;
  readonly host: string;
}

const Elsewhere = ({ kind, host }: ElsewhereProps) => {
  const name = mediaNames[kind];
  const where = host === '' ? '外部のサーバー' : `外部のサーバー（${host}）`;
  return (
    <>
      <p className="text-dns-16N-130">{`${name}は${where}にあり、安全のため取り込んでいません。`}</p>
      <p className="mt-1 text-dns-14N-130 text-ink-soft">
        {`必要なときは、住民に${name}を直接送ってもらってください。`}
      </p>
    </>
  );
};

/** The drawing belongs to its maker; what it says is enough. */
const Sticker = ({ words }: { readonly words: readonly string[] }) => (
  <div className="flex min-h-16 min-w-32 flex-col items-center justify-center gap-0.5 text-center">
    <p className="text-dns-14N-130 text-ink-soft">スタンプ</p>
    {words.length > 0 && <p className="text-dns-16N-130">{words.slice(0, 3).join('・')}</p>}
  </div>
);
