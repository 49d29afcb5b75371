import { useEffect, useState } from 'react';

export type Mode = 'reply' | 'note';

const lead = 'kodama.draft.';
const keyOf = (staffId: string, matterId: string, mode: Mode) => `${lead}${staffId}.${matterId}.${mode}`;

/** What is being written for one matter; it outlives a reload, and goes when it is sent and at log-out. */
export const useDraft = (staffId: string, matterId: string, mode: Mode) => {
  const key = keyOf(staffId, matterId, mode);
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  useEffect(() => {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  }, [key, text]);
  return [text, setText] as const;
};

/** Somebody else may sit at this machine next. */
export const forgetDrafts = (): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(lead)) localStorage.removeItem(key);
};
