import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { createComposition } from './composition.ts';

/** Handlers for a text field, and the question whether a key belongs to a kana-kanji conversion. */
export const useComposing = () => {
  const [composition] = useState(createComposition);
  return {
    handlers: {
      onCompositionStart: composition.start,
      onCompositionEnd: composition.end,
      onKeyUp: composition.settle,
      onPointerDown: composition.settle,
      onBlur: composition.settle,
    },
    owns: (event: KeyboardEvent): boolean =>
      composition.owns({
        key: event.key,
        keyCode: event.keyCode,
        isComposing: event.nativeEvent.isComposing,
      }),
  };
};

/** For forms whose Enter submits: the Enter of a conversion is kept from it. */
export const useComposingForm = () => {
  const { handlers, owns } = useComposing();
  const onKeyDown = (event: KeyboardEvent) => {
    if (owns(event) && event.key === 'Enter') event.preventDefault();
  };
  return { ...handlers, onKeyDown };
};
