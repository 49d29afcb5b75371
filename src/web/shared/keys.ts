import { useEffect, useRef } from 'react';

/** Key as in `KeyboardEvent.key`; two keys one after the other are written 'g i'. */
export type KeyTable = Readonly<Record<string, () => void>>;

/**
 * Single keys for a whole screen. They rest while text is typed or converted, while a dialog is open, and together
 * with Ctrl, ⌘ or Alt, which belong to the browser.
 */
export const useKeys = (table: KeyTable, isOn = true): void => {
  const latest = useRef(table);
  useEffect(() => {
    latest.current = table;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    let lead = '';
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isFree(event)) return;
      const pair = `${lead} ${event.key}`;
      lead = '';
      const handler = latest.current[pair] ?? latest.current[event.key];
      if (handler !== undefined) {
        event.preventDefault();
        handler();
      } else if (Object.keys(latest.current).some((keys) => keys.startsWith(`${event.key} `)))
        lead = event.key;
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
};

const isFree = (event: KeyboardEvent): boolean => {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector('dialog[open]') !== null) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  if (target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'))
    return false;
  // Enter on a button or a link is theirs.
  return event.key !== 'Enter' || target.closest('button, a, summary') === null;
};
