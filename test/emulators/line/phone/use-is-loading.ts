import { useEffect, useState } from 'react';

/** True until that moment; draws again when it has passed. */
export const useIsLoading = (until: number): boolean => {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(until), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return until > passed;
};
