import type { ThreadItem } from '#src/http/contract/matters';
import { Button } from '#web/shared/button';
import { AlertIcon } from '#web/shared/icons';
import { sayNews } from './news.ts';

interface NewsBarProps {
  readonly news: readonly ThreadItem[];
  /** The clerk tried to send before having looked. */
  readonly isHeld: boolean;
  readonly onAccept: () => void;
  readonly onSendAnyway: () => void;
}

export const NewsBar = ({ news, isHeld, onAccept, onSendAnyway }: NewsBarProps) => (
  <div
    role="alert"
    className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-8 border border-note-line bg-note px-3 py-2 text-dns-14N-130"
  >
    <AlertIcon className="size-4" />
    <div className="min-w-0 flex-1 basis-60">
      <p className="font-700">
        {isHeld && 'まだ送っていません。'}
        {sayNews(news)}
      </p>
      {excerptOf(news) !== null && <p className="line-clamp-2">「{excerptOf(news)}」</p>}
    </div>
    {isHeld && (
      <Button onClick={onSendAnyway} autoFocus>
        このまま送信
      </Button>
    )}
    <Button tone="quiet" onClick={onAccept}>
      確かめました
    </Button>
  </div>
);

const excerptOf = (news: readonly ThreadItem[]): string | null => {
  const last = news.findLast(
    (item) => item.kind === 'note' || (item.kind === 'message' && item.content.kind === 'text'),
  );
  if (last?.kind === 'note') return last.text;
  return last?.kind === 'message' && last.content.kind === 'text' ? last.content.text : null;
};
