import { useEffect, useState } from 'react';

/** True until that moment; draws again when it has passed. */
export const useIsLoading = (until: number): boolean => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const left = until - Date.now();
    setNow(Date.now());
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), left);
    return () => clearTimeout(timer);
  }, [until]);
  return until > now;
};
