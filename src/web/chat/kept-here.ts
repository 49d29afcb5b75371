import type { Kept, KeptName } from './kept.ts';

/** A browser may refuse to keep anything; then nothing outlives a reload, and the talk itself goes on. */
export const keptHere: Kept = {
  read: (name) => {
    try {
      return localStorage.getItem(keyOf(name));
    } catch {
      return null;
    }
  },
  write: (name, value) => {
    try {
      if (value === null) localStorage.removeItem(keyOf(name));
      else localStorage.setItem(keyOf(name), value);
    } catch {
      // See above.
    }
  },
  forget: () => {
    for (const name of names) keptHere.write(name, null);
  },
};

const names: readonly KeptName[] = ['draft', 'unsent', 'talk'];

const keyOf = (name: KeptName): string => `kodama.chat.${name}`;
