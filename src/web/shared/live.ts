import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createGate } from './gate.ts';

/** What no change of a matter changes. */
const ofTheirOwn: ReadonlySet<unknown> = new Set(['me', 'service-health']);

const gapMs = 250;
const quietMs = 1_500;
const againMs = 3_000;

/**
 * Keeps what is shown fresh: each change on the server makes the queries ask again. Says whether the connection
 * has been lost for long enough to tell the clerk.
 */
export const useLive = (): { readonly isLost: boolean } => {
  const [isLost, setLost] = useState(false);
  const queries = useQueryClient();
  useEffect(() => {
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let warning: ReturnType<typeof setTimeout> | undefined;
    let hasBeenLost = false;
    const refresh = createGate(
      gapMs,
      () => void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => !ofTheirOwn.has(about) }),
    );
    const connect = () => {
      source = new EventSource('/api/live');
      source.addEventListener('change', refresh.pass);
      // The city was restored from a backup: who we are and what we may do can have changed, too.
      source.addEventListener('reload', () => void queries.invalidateQueries());
      source.addEventListener('open', () => {
        clearTimeout(warning);
        warning = undefined;
        setLost(false);
        if (hasBeenLost) refresh.pass();
        hasBeenLost = false;
      });
      source.addEventListener('error', () => {
        hasBeenLost = true;
        warning ??= setTimeout(() => setLost(true), quietMs);
        // A browser that was answered with an error gives up; asking who we are also finds an ended session.
        if (source?.readyState !== EventSource.CLOSED) return;
        void queries.invalidateQueries({ queryKey: ['me'] });
        retry = setTimeout(connect, againMs);
      });
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(retry);
      clearTimeout(warning);
      refresh.stop();
    };
  }, [queries]);
  return { isLost };
};
