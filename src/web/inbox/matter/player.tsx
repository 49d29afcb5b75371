import { useState } from 'react';
import { FileIcon } from '#web/shared/icons';
import { sayDuration } from '#web/shared/time';
import type { Attachment } from './attachment-view.tsx';

interface PlayerProps {
  readonly attachment: Attachment;
  /** Null where the platform does not tell. */
  readonly durationMs: number | null;
}

/** Nothing plays by itself, and of a video no more is fetched than its first picture until somebody wants to see it. */
export const Player = ({ attachment, durationMs }: PlayerProps) => {
  const [isUnplayable, setUnplayable] = useState(false);
  const isVideo = attachment.kind === 'video';
  // Chosen by name: what a resident filmed has no captions, and an empty track would only pretend to some.
  const Medium = isVideo ? 'video' : 'audio';
  const name = isVideo ? '動画' : '音声';
  const lasts = durationMs === null ? null : sayDuration(durationMs);
  return (
    <div>
      <Medium
        src={attachment.url}
        controls
        onError={() => setUnplayable(true)}
        preload={isVideo ? 'metadata' : 'none'}
        aria-label={`住民が送った${name}${lasts === null ? '' : `（${lasts}）`}`}
        className={isVideo ? 'max-h-72 min-h-40 w-80 max-w-full rounded-8 bg-ink' : 'w-72 max-w-full'}
      />
      {isUnplayable && (
        <p className="mt-1 text-dns-14N-130">
          この{name}は、このブラウザーでは再生できません。
          <a
            href={attachment.url}
            download
            className="inline-flex items-center gap-1 text-accent underline underline-offset-4"
          >
            <FileIcon className="size-4" />
            保存して開く
          </a>
        </p>
      )}
      {lasts !== null && (
        <p className="mt-1 text-dns-14N-130 text-ink-soft">
          {name}　{lasts}
        </p>
      )}
    </div>
  );
};
