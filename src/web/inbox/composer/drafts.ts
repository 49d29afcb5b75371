import { useEffect, useState } from 'react';
import { newId } from '#web/shared/system';

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
    if (text === '' && mode === 'reply') forgetAttempt(staffId, matterId);
  }, [key, text, staffId, matterId, mode]);
  return [text, setText] as const;
};

/** The message that the answer being written quotes: its id alone, so that what is taken back leaves no words here. */
export const useQuoteDraft = (staffId: string, matterId: string) => {
  const key = `${lead}${staffId}.${matterId}.quote`;
  const [quotedId, setQuotedId] = useState(() => localStorage.getItem(key));
  useEffect(() => {
    if (quotedId === null) localStorage.removeItem(key);
    else localStorage.setItem(key, quotedId);
  }, [key, quotedId]);
  return [quotedId, setQuotedId] as const;
};

const attemptKeyOf = (staffId: string, matterId: string) => `${lead}${staffId}.${matterId}.attempt`;

/**
 * The id under which this text is sent. It outlives a reload like the draft itself: an answer whose page was lost before
 * the city said "taken" is still the same answer when it is sent again.
 */
export const attemptFor = (staffId: string, matterId: string, text: string): string => {
  const key = attemptKeyOf(staffId, matterId);
  const [, keptId, keptText] = /^(\S+) ([^]*)$/.exec(localStorage.getItem(key) ?? '') ?? [];
  if (keptId !== undefined && keptText === text) return keptId;
  const id = newId();
  localStorage.setItem(key, `${id} ${text}`);
  return id;
};

export const forgetAttempt = (staffId: string, matterId: string): void =>
  localStorage.removeItem(attemptKeyOf(staffId, matterId));

/** Where the browser remembers what lies beside the answer. */
export const attachedKeyOf = (staffId: string, matterId: string): string =>
  `${lead}${staffId}.${matterId}.attached`;

/** Of a matter whose resident was erased: nothing of it is going to be sent. */
export const forgetDraftsOf = (staffId: string, matterId: string): void => {
  const own = `${lead}${staffId}.${matterId}.`;
  for (const key of Object.keys(localStorage)) if (key.startsWith(own)) localStorage.removeItem(key);
};

/** Somebody else may sit at this machine next. */
export const forgetDrafts = (): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(lead)) localStorage.removeItem(key);
};
