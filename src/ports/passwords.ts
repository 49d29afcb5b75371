/** Turns passwords into what may be kept. Slow by intent. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Whether this password made this hash. Null is nobody's hash: it is never right and takes as long as any other, so
   * that time does not tell whether an address is known.
   */
  verify(hash: string | null, password: string): Promise<boolean>;
}
