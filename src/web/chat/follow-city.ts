import { createGate } from '#web/shared/gate';
import { liveAddress } from './ask-city.ts';
import { createLive } from './live.ts';

interface Parts {
  readonly refresh: () => void;
  readonly hasTalk: () => boolean;
  readonly onLost: (isLost: boolean) => void;
}

/** Asks again whenever the talk may have changed: told by the city, looked at again, or back on the line. */
export const followCity = ({ refresh, hasTalk, onLost }: Parts) => {
  const gate = createGate(gapMs, refresh);
  const live = createLive({ address: liveAddress, onChange: gate.pass, onLost });
  const lookAgain = () => {
    if (!document.hidden && hasTalk()) gate.pass();
  };
  document.addEventListener('visibilitychange', lookAgain);
  window.addEventListener('online', lookAgain);
  return live;
};

/** News come in bursts: a receipt right after the message. */
const gapMs = 250;
