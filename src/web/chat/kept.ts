/** What this device keeps of a talk, beside the cookie. A browser may refuse to keep anything. */
export interface Kept {
  readonly read: (name: Name) => string | null;
  readonly write: (name: Name, value: string | null) => void;
  readonly forget: () => void;
}

type Name = (typeof names)[number];
const names = ['draft', 'unsent', 'talk'] as const;

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
      // Nothing is kept over a reload then; the talk itself goes on.
    }
  },
  forget: () => {
    for (const name of names) keptHere.write(name, null);
  },
};

const keyOf = (name: Name): string => `kodama.chat.${name}`;
