interface Parts {
  readonly address: string;
  /** Something changed, or may have changed while nobody listened. */
  readonly onChange: () => void;
  readonly onLost: (isLost: boolean) => void;
}

/** Listens to the city for as long as this device has a talk, and begins again whenever the line breaks. */
export const createLive = ({ address, onChange, onLost }: Parts) => {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let warning: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    source = new EventSource(address);
    source.addEventListener('change', onChange);
    source.addEventListener('open', () => {
      clearTimeout(warning);
      warning = undefined;
      onLost(false);
    });
    source.addEventListener('error', () => {
      warning ??= setTimeout(() => onLost(true), quietMs);
      // A browser that was answered with an error gives up; asking for the talk also finds an ended one.
      if (source?.readyState !== EventSource.CLOSED) return;
      onChange();
      retry = setTimeout(connect, againMs);
    });
  };
  const stop = () => {
    source?.close();
    source = null;
    clearTimeout(retry);
    clearTimeout(warning);
    warning = undefined;
    onLost(false);
  };
  return {
    listen: (isWanted: boolean) => {
      if (!isWanted && source !== null) stop();
      if (isWanted && source === null) connect();
    },
  };
};

const quietMs = 3_000;
const againMs = 4_000;
