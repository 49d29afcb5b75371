import type { Invited } from '#src/http/contract/staff';
import { CopyButton } from '#web/inbox/matter/copy-button';
import { Button } from '#web/shared/button';
import { useNow } from '#web/shared/clock';
import { sayDue } from '#web/shared/time';

interface LinkNoticeProps {
  readonly invited: Invited;
  readonly onClose: () => void;
}

/** The link is known only now: the server keeps no more than its hash. */
export const LinkNotice = ({ invited, onClose }: LinkNoticeProps) => {
  const now = useNow();
  return (
    <section
      aria-label="招待のリンク"
      role="status"
      className="mt-4 rounded-12 border border-note-line bg-note p-4"
    >
      <p className="text-std-16B-170">{invited.person.name}さんに、このリンクを渡してください</p>
      <p className="text-dns-16N-130">
        パスワードを決めるためのリンクです。表示は今だけで、{sayDue(invited.expiresAt, now)} まで使えます。
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <input
          readOnly
          aria-label="リンク"
          value={invited.link}
          onFocus={(event) => event.currentTarget.select()}
          className="h-11 min-w-0 flex-1 basis-72 rounded-8 border border-field bg-surface px-3 text-dns-16N-130"
        />
        <CopyButton text={invited.link} label="リンクをコピー" isFramed>
          リンクをコピー
        </CopyButton>
        <Button onClick={onClose} className="min-h-11!">
          渡しました
        </Button>
      </div>
    </section>
  );
};
