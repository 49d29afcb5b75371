/** What this device keeps of a talk, beside the cookie. */
export interface Kept {
  readonly read: (name: KeptName) => string | null;
  readonly write: (name: KeptName, value: string | null) => void;
  readonly forget: () => void;
}

export type KeptName = 'draft' | 'unsent' | 'talk';
