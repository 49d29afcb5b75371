/** Something on this machine that a person must mend first; its message says what. Told without a stack. */
export class CannotStartError extends Error {
  override readonly name = 'CannotStartError';
}
