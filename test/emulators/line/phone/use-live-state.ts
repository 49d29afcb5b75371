import { useEffect, useState } from 'react';
import type { PhoneState } from '#test/emulators/line/contract';

export type Live =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly state: PhoneState }
  | { readonly kind: 'lost'; readonly state: PhoneState | null };

/** The emulator's whole state, again after each change; the browser itself connects anew when the line is lost. */
export const useLiveState = (): Live => {
  const [live, setLive] = useState<Live>({ kind: 'connecting' });
  useEffect(() => {
    const source = new EventSource('/emulator/live');
    source.onmessage = (event: MessageEvent<string>) => {
      const state: PhoneState = JSON.parse(event.data);
      setLive({ kind: 'connected', state });
    };
    source.onerror = () =>
      setLive((before) => ({ kind: 'lost', state: before.kind === 'connecting' ? null : before.state }));
    return () => source.close();
  }, []);
  return live;
};
