import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '#web/shared/button';
import { BackIcon, CloseIcon, NextIcon } from '#web/shared/icons';

interface PhotoViewerProps {
  readonly photos: readonly { readonly id: string; readonly url: string }[];
  readonly shownId: string;
  readonly onShow: (id: string | null) => void;
}

/** One photo on the whole screen; the arrow keys, j and k turn pages. */
export const PhotoViewer = ({ photos, shownId, onShow }: PhotoViewerProps) => {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  const index = photos.findIndex(({ id }) => id === shownId);
  const photo = photos[index];
  if (photo === undefined) return null;
  const turn = (by: 1 | -1) => {
    const next = photos[index + by];
    if (next !== undefined) onShow(next.id);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight' || key === 'j') turn(1);
    if (key === 'ArrowLeft' || key === 'k') turn(-1);
  };
  const look = 'text-on-accent! hover:bg-ink-soft!';
  return (
    <dialog
      ref={ref}
      aria-label={`写真 ${index + 1}／${photos.length}`}
      onClose={() => onShow(null)}
      onKeyDown={onKeyDown}
      className="m-0 h-dvh max-h-none w-dvw max-w-none bg-ink text-on-accent"
    >
      <div className="flex h-full flex-col">
        <div className="flex items-center justify-between p-2">
          <p aria-live="polite" className="px-2">
            {index + 1}／{photos.length}
          </p>
          <IconButton label="とじる" onClick={() => onShow(null)} className={look}>
            <CloseIcon />
          </IconButton>
        </div>
        <div className="flex min-h-0 flex-1 items-center">
          <IconButton
            label="前の写真"
            disabled={index === 0}
            onClick={() => turn(-1)}
            className={`${look} disabled:invisible`}
          >
            <BackIcon />
          </IconButton>
          <img
            src={photo.url}
            alt={`写真 ${index + 1}`}
            className="size-full min-w-0 flex-1 object-contain"
          />
          <IconButton
            label="次の写真"
            disabled={index === photos.length - 1}
            onClick={() => turn(1)}
            className={`${look} disabled:invisible`}
          >
            <NextIcon />
          </IconButton>
        </div>
      </div>
    </dialog>
  );
};
