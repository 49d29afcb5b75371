import type { ReactNode } from 'react';
import { useNotices } from '#web/inbox/frame/notices';
import { copyText } from '#web/shared/copy';
import { CopyIcon } from '#web/shared/icons';

const plain = 'rounded-6 px-1.5 text-ink-soft hover:bg-sunk hover:text-ink';
const framed = 'rounded-8 border border-field bg-surface px-3.5 font-700 hover:bg-sunk tablet:min-h-11!';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly children: ReactNode;
  readonly isFramed?: boolean;
}

export const CopyButton = ({ text, label, children, isFramed = false }: CopyButtonProps) => {
  const { tell } = useNotices();
  const copy = () =>
    void copyText(text).then((isCopied) =>
      tell(isCopied ? `${text} をコピーしました` : 'コピーできませんでした。選んで写してください'),
    );
  return (
    <button
      type="button"
      onClick={copy}
      title={label}
      aria-label={label}
      className={`inline-flex min-h-11 shrink-0 items-center gap-1 text-dns-14N-130 tablet:min-h-8 ${isFramed ? framed : plain}`}
    >
      {children}
      <CopyIcon className="size-4" />
    </button>
  );
};
