import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { ClockIcon, FileIcon, ReloadIcon } from '#web/shared/icons';
import { saySize } from '#web/shared/size';
import { ProblemLine } from '#web/shared/states';
import type { Message } from './message-item.tsx';
import { PhotosContext } from './photos-context.ts';

export type Attachment = Message['attachments'][number];

const kindNames = { image: '写真', video: '動画', audio: '音声', file: 'ファイル' } as const;

interface AttachmentViewProps {
  readonly attachment: Attachment;
  readonly isOurs: boolean;
}

export const AttachmentView = ({ attachment, isOurs }: AttachmentViewProps) => {
  switch (attachment.state) {
    case 'stored':
      return <Stored attachment={attachment} isOurs={isOurs} />;
    case 'waiting':
      return (
        <p className="flex items-center gap-2 text-dns-16N-130 text-ink-soft">
          <ClockIcon />
          {kindNames[attachment.kind]}を受け取っています…
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

const Stored = ({ attachment, isOurs }: AttachmentViewProps) => {
  const openPhoto = use(PhotosContext);
  switch (attachment.kind) {
    case 'image':
      return (
        <button type="button" onClick={() => openPhoto(attachment.id)} className="block rounded-8">
          <img
            src={attachment.url}
            alt={`${isOurs ? '市' : '住民'}が送った写真。押すと大きく表示します`}
            className="max-h-48 min-h-24 max-w-full rounded-8 bg-line object-contain"
          />
        </button>
      );
    case 'video':
    case 'audio': {
      const Player = attachment.kind;
      return <Player src={attachment.url} controls className="my-1 max-h-60 max-w-full rounded-8" />;
    }
    case 'file':
      return (
        <p className="flex flex-wrap items-center gap-x-3">
          <a
            href={attachment.url}
            download={attachment.fileName ?? true}
            className="inline-flex items-center gap-2 text-accent underline underline-offset-4"
          >
            <FileIcon />
            {attachment.fileName ?? 'ファイル'}
          </a>
          {attachment.bytes !== null && (
            <span className="text-dns-14N-130 whitespace-nowrap text-ink-soft">
              {saySize(attachment.bytes)}
            </span>
          )}
        </p>
      );
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
        もう一度受け取る
      </Button>
      <ProblemLine error={retry.error} />
    </div>
  );
};
