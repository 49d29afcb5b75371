import { useEffect, useRef } from 'react';

/** Puts the cursor at the end of the text each time the clerk asks to write, and never by itself. */
export const useAskedFocus = (focusCount: number) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focusCount === 0) return;
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [focusCount]);
  return field;
};
