export interface Timer {
  /** Looks no more, and waits for the look that is on its way. */
  close(): Promise<void>;
}

/** Looks again and again, never twice at once. A plain timer, not a job: it must outlive an emptied queue. */
export const startTimer = (
  everyMs: number,
  look: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Timer => {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = look()
      .catch(onFailure)
      .finally(() => {
        isBusy = false;
      });
  }, everyMs);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
