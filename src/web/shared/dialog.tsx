import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';

/** What may scroll must be reachable for the keyboard, also where nothing in it can be pressed. */
const reachable = { tabIndex: 0 } as const;

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** For dialogs that are read before anything is done in them. */
  readonly startsAtTitle?: boolean;
}

/**
 * Begins at what is marked `data-first-focus`, keeps the focus inside, ends with Escape,
 * and gives the focus back to where it was.
 */
export const Dialog = ({ title, onClose, children, wide = false, startsAtTitle = false }: DialogProps) => {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    ref.current?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      closedby="any"
      className={`max-h-[min(90dvh,48rem)] w-[calc(100%-2rem)] rounded-12 bg-surface shadow-3 ${wide ? 'max-w-2xl' : 'max-w-md'}`}
    >
      <div className="flex max-h-[inherit] flex-col">
        <div className="flex items-center justify-between border-b border-line py-2 pr-2 pl-5">
          <h2
            id={titleId}
            tabIndex={-1}
            data-first-focus={startsAtTitle || undefined}
            className="text-std-16B-170"
          >
            {title}
          </h2>
          <IconButton label="とじる" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </div>
        <div {...(startsAtTitle ? reachable : {})} className="focus-inside min-h-0 overflow-y-auto px-5 py-4">
          {children}
        </div>
      </div>
    </dialog>
  );
};
