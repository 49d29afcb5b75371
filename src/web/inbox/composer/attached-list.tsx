import { IconButton } from '#web/shared/button';
import { AlertIcon, CloseIcon, FileIcon } from '#web/shared/icons';
import { sayProblem } from '#web/shared/problems';
import { saySize } from '#web/shared/size';
import type { Attached } from './use-attached.ts';

interface AttachedListProps {
  readonly attached: readonly Attached[];
  readonly onRemove: (gone: Attached) => void;
}

/** What lies beside the answer, each with its way back out. */
export const AttachedList = ({ attached, onRemove }: AttachedListProps) =>
  attached.length === 0 ? null : (
    <ul aria-label="添えたもの" className="-m-1 flex max-h-40 flex-wrap gap-2 overflow-y-auto p-1">
      {attached.map((one) => (
        <li
          key={one.key}
          className={`flex max-w-full items-center gap-2 rounded-8 border pl-2 ${
            one.state === 'refused' ? 'border-danger-line bg-danger-soft' : 'border-line-firm bg-surface'
          }`}
        >
          <Face attached={one} />
          <IconButton label={`${one.name} を外す`} onClick={() => onRemove(one)}>
            <CloseIcon className="size-4" />
          </IconButton>
        </li>
      ))}
    </ul>
  );

const Face = ({ attached }: { readonly attached: Attached }) => {
  switch (attached.state) {
    case 'arriving':
      return (
        <span className="flex min-w-0 flex-col gap-1 py-2 text-dns-14N-130">
          <span className="max-w-48 truncate">{attached.name}</span>
          <progress
            aria-label={`${attached.name} を送っています`}
            max={1}
            value={attached.share}
            className="h-1.5 w-32 accent-accent"
          />
        </span>
      );
    case 'refused':
      return (
        <span
          role="alert"
          className="flex min-w-0 items-start gap-1.5 py-2 text-dns-14N-130 text-danger-deep"
        >
          <AlertIcon className="mt-px size-4" />
          <span className="min-w-0">
            <b className="font-700">{attached.name}</b>　{sayProblem(attached.error)}
          </span>
        </span>
      );
    case 'laid': {
      const { previewUrl, fileName, bytes } = attached.upload;
      if (previewUrl !== null)
        return (
          <img
            src={previewUrl}
            alt={`添えた写真 ${fileName}`}
            className="my-1 h-14 w-20 rounded-4 bg-line object-cover"
          />
        );
      return (
        <span className="flex min-w-0 items-center gap-1.5 py-2 text-dns-14N-130">
          <FileIcon />
          <span className="max-w-56 truncate" title={fileName}>
            {fileName}
          </span>
          <span className="whitespace-nowrap text-ink-soft">{saySize(bytes)}</span>
        </span>
      );
    }
  }
};
