import type { ThreadItem } from '#src/http/contract/matters';
import { wordsOf } from '#web/inbox/matter/marks';
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

export const NewsBar = ({ news, isHeld, onAccept, onSendAnyway }: NewsBarProps) => {
  const excerpt = excerptOf(news);
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 rounded-8 border border-note-line bg-note py-2 pr-2 pl-3">
      <div role="alert" className="flex min-w-0 flex-1 basis-80 items-start gap-2 text-dns-14N-130">
        <AlertIcon className="mt-px size-4" />
        <div className="min-w-0">
          <p className="font-700">
            {isHeld && 'まだ送っていません。'}
            {sayNews(news)}
          </p>
          {excerpt !== null && <p className="line-clamp-2">「{excerpt}」</p>}
        </div>
      </div>
      <div className="flex gap-2">
        <Button tone="quiet" onClick={onAccept}>
          確かめました
        </Button>
        {isHeld && (
          <Button ref={takeFocus} onClick={onSendAnyway}>
            このまま送信
          </Button>
        )}
      </div>
    </div>
  );
};

const takeFocus = (button: HTMLButtonElement | null): void => button?.focus();

const excerptOf = (news: readonly ThreadItem[]): string | null => {
  const last = news.findLast(
    (item) => item.kind === 'note' || (item.kind === 'message' && item.content.kind === 'text'),
  );
  if (last?.kind === 'note') return last.text;
  return last?.kind === 'message' && last.content.kind === 'text' ? wordsOf(last.content) : null;
};
