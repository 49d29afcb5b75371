import { useId, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { flushSync } from 'react-dom';
import { optionId } from '#web/inbox/acts/option-list';
import { findTemplates, insertTemplate, slashWord, type Template } from './templates.ts';

interface TemplatesOptions {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly templates: readonly Template[];
  readonly categoryId: string | null;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** The menu of ready answers: opened by 「/」 at the beginning of a line or by its button. */
export const useTemplates = ({ field, templates, categoryId, text, onText }: TemplatesOptions) => {
  const listId = useId();
  const [open, setOpen] = useState<{ readonly typed: string } | null>(null);
  const [marked, setMarked] = useState(0);
  const options = open === null ? [] : findTemplates(templates, categoryId, open.typed);
  const chosen = Math.min(marked, options.length - 1);
  const isOpen = open !== null && options.length > 0;

  const show = (typed: string) => {
    setMarked(0);
    setOpen({ typed });
  };
  const look = (next: string, cursor: number) => {
    const typed = slashWord(next, cursor);
    if (typed === null) setOpen(null);
    else show(typed);
  };
  const pick = (index: number) => {
    const template = options[index];
    const area = field.current;
    if (template === undefined || area === null) return;
    const next = insertTemplate(text, area.selectionStart, template.text);
    flushSync(() => onText(next.text));
    setOpen(null);
    area.focus();
    area.setSelectionRange(next.cursor, next.cursor);
  };
  /** True when the key was the menu's. */
  const takesKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    if (!isOpen || ctrlKey || metaKey) return false;
    if (key === 'ArrowDown') setMarked((chosen + 1) % options.length);
    else if (key === 'ArrowUp') setMarked((chosen - 1 + options.length) % options.length);
    else if (key === 'Enter' || key === 'Tab') pick(chosen);
    else if (key === 'Escape') setOpen(null);
    else return false;
    return true;
  };
  return {
    listId,
    isOpen,
    options,
    chosen,
    activeId: isOpen ? optionId(listId, chosen) : undefined,
    look,
    pick,
    takesKey,
    hide: () => setOpen(null),
    toggle: () => {
      field.current?.focus();
      if (isOpen) setOpen(null);
      else show('');
    },
  };
};
