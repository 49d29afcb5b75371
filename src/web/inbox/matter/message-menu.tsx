import { useId, useRef, useState } from 'react';
import type { ToggleEvent } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { EraseMessageDialog } from '#web/inbox/acts/erase-message-dialog';
import { IconButton } from '#web/shared/button';
import { MoreIcon } from '#web/shared/icons';
import type { Message } from './message-item.tsx';

interface MessageMenuProps {
  readonly message: Message;
  readonly matter: MatterDetail;
  readonly className?: string;
}

/** What is seldom done to a message. Nothing for those who may do none of it, and for what is gone already. */
export const MessageMenu = ({ message, matter, className = '' }: MessageMenuProps) => {
  const menuId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isErasing, setErasing] = useState(false);
  const isGone = message.content.kind === 'taken-back' || message.content.kind === 'erased';
  if (isGone || !matter.mayErase.message) return null;
  const place = (event: ToggleEvent<HTMLDivElement>) => {
    const at = button.current?.getBoundingClientRect();
    if (event.newState !== 'open' || at === undefined) return;
    const { style, offsetWidth, offsetHeight } = event.currentTarget;
    const isLow = at.bottom + offsetHeight > window.innerHeight;
    style.top = `${isLow ? at.top - offsetHeight : at.bottom}px`;
    style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - offsetWidth - 8))}px`;
  };
  const erase = () => {
    menu.current?.hidePopover();
    setErasing(true);
  };
  return (
    <>
      <IconButton
        ref={button}
        label="このメッセージの操作"
        popoverTarget={menuId}
        className={`group-focus-within:opacity-100 group-hover:opacity-100 pointer-fine:opacity-0 ${className}`}
      >
        <MoreIcon className="size-4" />
      </IconButton>
      <div
        ref={menu}
        id={menuId}
        popover="auto"
        onToggle={place}
        className="m-0 rounded-8 border border-line-firm bg-surface p-1 shadow-2"
      >
        <button
          type="button"
          onClick={erase}
          className="flex min-h-11 w-full items-center rounded-8 px-4 text-dns-16N-130 text-danger hover:bg-danger-soft tablet:min-h-9"
        >
          消去する…
        </button>
      </div>
      {isErasing && (
        <EraseMessageDialog message={message} matter={matter} onClose={() => setErasing(false)} />
      )}
    </>
  );
};
