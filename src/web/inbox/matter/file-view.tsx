import { AlertIcon, FileIcon } from '#web/shared/icons';
import type { Attachment } from './attachment-view.tsx';
import { fileKindOf } from './file-kinds.ts';

/** Never shown in the page: it is saved under its own name, and what it is stands beside. */
export const FileView = ({ attachment }: { readonly attachment: Attachment }) => {
  const name = attachment.fileName ?? 'ファイル';
  const kind = fileKindOf(name);
  return (
    <div className="min-w-0">
      <a
        href={attachment.url}
        download={name}
        className="inline-flex items-start gap-2 text-accent underline underline-offset-4"
      >
        <FileIcon className="mt-0.5 size-5" />
        <span className="min-w-0">{name}</span>
      </a>
      <p className="mt-0.5 text-dns-14N-130 text-ink-soft">
        {kind.name}
        {attachment.bytes !== null && `・${saySize(attachment.bytes)}`}
      </p>
      {kind.isRisky && (
        <p className="mt-0.5 flex items-center gap-1 text-dns-14N-130 text-caution">
          <AlertIcon className="size-4" />
          開くと動くものが入っていることがあります
        </p>
      )}
    </div>
  );
};

const saySize = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
