import { sayDuration } from '#web/shared/time';
import type { Attachment } from './attachment-view.tsx';

interface PlayerProps {
  readonly attachment: Attachment;
  /** Null where the platform does not tell. */
  readonly durationMs: number | null;
}

/** Nothing plays by itself, and of a video no more is fetched than its first picture until somebody wants to see it. */
export const Player = ({ attachment, durationMs }: PlayerProps) => {
  const lasts = durationMs === null ? null : sayDuration(durationMs);
  const label = (name: string) => `住民が送った${name}${lasts === null ? '' : `（${lasts}）`}`;
  return (
    <div>
      {attachment.kind === 'video' ? (
        <video
          src={attachment.url}
          controls
          playsInline
          preload="metadata"
          aria-label={label('動画')}
          className="max-h-72 min-h-40 w-80 max-w-full rounded-8 bg-ink"
        />
      ) : (
        <audio
          src={attachment.url}
          controls
          preload="none"
          aria-label={label('音声')}
          className="w-72 max-w-full"
        />
      )}
      {lasts !== null && (
        <p className="mt-1 text-dns-14N-130 text-ink-soft">
          {attachment.kind === 'video' ? '動画' : '音声'}　{lasts}
        </p>
      )}
    </div>
  );
};
