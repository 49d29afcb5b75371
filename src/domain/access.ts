/** Every number about coming in. */
export const access = {
  /** A working day and its overtime; after that the log-in is asked for again, whatever was done meanwhile. */
  sessionHours: 12,
  /** Long enough for a colleague who is away for some days. */
  invitationDays: 7,
  failuresPerEmail: 5,
  /** A whole city hall sits behind one address. */
  failuresPerAddress: 50,
  failureWindowMinutes: 15,
  /** How exactly "last seen" is kept; each change is a write. */
  lastSeenEverySeconds: 60,
} as const;

/** The end of a session that begins now. */
export const sessionEnd = (now: Date): Date => later(now, access.sessionHours * hour);

/** The end of a link that is made now. */
export const invitationEnd = (now: Date): Date => later(now, access.invitationDays * 24 * hour);

/** Failures before this moment no longer count. */
export const failureWindowStart = (now: Date): Date => later(now, -access.failureWindowMinutes * minute);

/**
 * How long to wait until another try is allowed; 0 is now. `failures` are the moments of the failures that count, the
 * latest first: the wait ends when the one that fills the measure leaves the window.
 */
export const secondsUntilNextTry = (failures: readonly Date[], allowed: number, now: Date): number => {
  const filling = failures[allowed - 1];
  if (filling === undefined) return 0;
  const freeAt = filling.getTime() + access.failureWindowMinutes * minute;
  return Math.max(1, Math.ceil((freeAt - now.getTime()) / 1000));
};

const minute = 60_000;
const hour = 60 * minute;

const later = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds);
