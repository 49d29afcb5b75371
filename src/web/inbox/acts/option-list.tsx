import type { ReactNode } from 'react';

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly options: readonly { readonly id: string; readonly content: ReactNode }[];
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The choices under a field that keeps the focus and says which one is marked. */
export const OptionList = ({ id, label, chosen, onChoose, options }: OptionListProps) => (
  <div id={id} role="listbox" aria-label={label} className="flex max-h-72 flex-col overflow-y-auto">
    {options.map((option, index) => (
      <button
        type="button"
        tabIndex={-1}
        key={option.id}
        id={optionId(id, index)}
        ref={index === chosen ? keepInView : null}
        role="option"
        aria-selected={index === chosen}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChoose(index)}
        className="flex min-h-11 shrink-0 items-center gap-2 rounded-8 px-3 py-2 text-left text-dns-16N-130 hover:bg-sunk aria-selected:bg-accent-soft aria-selected:text-accent tablet:min-h-9"
      >
        {option.content}
      </button>
    ))}
  </div>
);

const keepInView = (item: HTMLElement | null): void => item?.scrollIntoView({ block: 'nearest' });
