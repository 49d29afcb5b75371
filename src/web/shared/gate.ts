export interface Gate {
  readonly pass: () => void;
  readonly stop: () => void;
}

/** The first call goes through at once; those that follow within the gap become one call at its end. */
export const createGate = (gapMs: number, act: () => void): Gate => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const rest = () => {
    timer = setTimeout(() => {
      timer = undefined;
      if (!isAsked) return;
      isAsked = false;
      act();
      rest();
    }, gapMs);
  };
  return {
    pass: () => {
      if (timer !== undefined) {
        isAsked = true;
        return;
      }
      act();
      rest();
    },
    stop: () => clearTimeout(timer),
  };
};
