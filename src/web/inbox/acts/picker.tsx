import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useComposing } from '#web/shared/composing';
import { optionId, OptionList } from './option-list.tsx';

interface PickerProps<T extends { readonly id: string }> {
  readonly label: string;
  readonly hint: string;
  readonly find: (typed: string) => readonly T[];
  readonly draw: (option: T) => ReactNode;
  readonly onPick: (option: T) => void;
  readonly nothing: string;
}

/** Type a little, Enter. The Enter that ends a conversion picks nothing. */
export const Picker = <T extends { readonly id: string }>({
  label,
  hint,
  find,
  draw,
  onPick,
  nothing,
}: PickerProps<T>) => {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(0);
  const { handlers, owns } = useComposing();
  const options = find(typed);
  const chosen = Math.min(marked, options.length - 1);
  const pick = (index: number) => {
    const option = options[index];
    if (option !== undefined) onPick(option);
  };
  const step = (by: number) =>
    setMarked((Math.max(chosen, 0) + by + options.length) % Math.max(options.length, 1));
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={`${id}-field`} className="text-dns-14N-130 text-ink-soft">
        {hint}
      </label>
      <input
        {...handlers}
        id={`${id}-field`}
        role="combobox"
        aria-label={label}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 ? optionId(`${id}-list`, chosen) : undefined}
        autoComplete="off"
        data-first-focus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setMarked(0);
        }}
        onKeyDown={(event) => {
          if (owns(event)) return;
          if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else if (event.key === 'Enter') pick(chosen);
          else return;
          event.preventDefault();
        }}
        className="h-11 rounded-8 border border-field px-3 text-std-16N-170"
      />
      <OptionList
        id={`${id}-list`}
        label={label}
        chosen={chosen}
        onChoose={pick}
        options={options.map((option) => ({ id: option.id, content: draw(option) }))}
      />
      {options.length === 0 && (
        <p role="status" className="px-3 py-2 text-dns-16N-130 text-ink-soft">
          {nothing}
        </p>
      )}
    </div>
  );
};
