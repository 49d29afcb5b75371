/** The parts of a keyboard event that tell whether the key belongs to a kana-kanji conversion. */
export interface KeyPress {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
}

export interface Composition {
  readonly start: () => void;
  readonly end: () => void;
  /** A key was let go, or the pointer or the focus moved: what ended the conversion is over. */
  readonly settle: () => void;
  /** Asked once for each key that goes down. */
  readonly owns: (press: KeyPress) => boolean;
}

/**
 * Tells the Enter that ends a conversion from the Enter that is meant. Chromium and Firefox send the key first
 * (`isComposing`, or `keyCode` 229) and `compositionend` after it; Safari sends `compositionend` first and then the
 * key with `keyCode` 229; some input methods send a plain Enter after `compositionend`, before any key is let go.
 */
export const createComposition = (): Composition => {
  let phase: 'none' | 'running' | 'just-ended' = 'none';
  return {
    start: () => {
      phase = 'running';
    },
    end: () => {
      phase = 'just-ended';
    },
    settle: () => {
      if (phase === 'just-ended') phase = 'none';
    },
    owns: (press) => {
      if (press.isComposing || press.keyCode === 229 || press.key === 'Process' || phase === 'running')
        return true;
      const isEnding = phase === 'just-ended' && press.key === 'Enter';
      phase = 'none';
      return isEnding;
    },
  };
};
