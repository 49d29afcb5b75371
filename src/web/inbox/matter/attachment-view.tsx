import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { ClockIcon, ReloadIcon } from '#web/shared/icons';
import { ProblemLine } from '#web/shared/states';
import { FileView } from './file-view.tsx';
import type { Message } from './message-item.tsx';
import { PhotosContext } from './photos-context.ts';
import { Player } from './player.tsx';

export type Attachment = Message['attachments'][number];

const kindNames = { image: '写真', video: '動画', audio: '音声', file: 'ファイル' } as const;

interface AttachmentViewProps {
  readonly attachment: Attachment;
  readonly durationMs: number | null;
}

export const AttachmentView = ({ attachment, durationMs }: AttachmentViewProps) => {
  switch (attachment.state) {
    case 'stored':
      return <Stored attachment={attachment} durationMs={durationMs} />;
    case 'waiting':
      return (
        <p className="flex items-center gap-2 text-dns-16N-130 text-ink-soft">
          <ClockIcon />
          {kindNames[attachment.kind]}を受け取っています…
        </p>
      );
    case 'preparing':
      return (
        <p className="flex items-center gap-2 text-dns-16N-130 text-ink-soft">
          <ClockIcon />
          送り元で{kindNames[attachment.kind]}を準備しています。できしだい届きます
        </p>
      );
    case 'failed':
      return <FetchAgain attachment={attachment} />;
    case 'gone':
      return (
        <p className="text-dns-16N-130 text-ink-soft">
          {kindNames[attachment.kind]}は送り元から消えていて、受け取れませんでした
        </p>
      );
  }
};

const Stored = ({ attachment, durationMs }: AttachmentViewProps) => {
  const openPhoto = use(PhotosContext);
  switch (attachment.kind) {
    case 'image':
      return (
        <button type="button" onClick={() => openPhoto(attachment.id)} className="block rounded-8">
          <img
            src={attachment.url}
            alt="住民が送った写真。押すと大きく表示します"
            className="max-h-48 min-h-24 max-w-full rounded-8 bg-line object-contain"
          />
        </button>
      );
    case 'video':
    case 'audio':
      return <Player attachment={attachment} durationMs={durationMs} />;
    case 'file':
      return <FileView attachment={attachment} />;
  }
};

const FetchAgain = ({ attachment }: { readonly attachment: Attachment }) => {
  const { call } = useApi();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call('retryAttachment', { params: { attachmentId: attachment.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['matter'] }),
  });
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-dns-16N-130">{kindNames[attachment.kind]}を受け取れませんでした</p>
      <Button onClick={() => retry.mutate()} disabled={retry.isPending}>
        <ReloadIcon className="size-4" />
        もう一度取りに行く
      </Button>
      <ProblemLine error={retry.error} />
    </div>
  );
};
