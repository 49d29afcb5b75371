/** Thrown by a handler that wants the same job again later. Costs no attempt. */
export class TryAgainError extends Error {
  override readonly name = 'TryAgainError';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`again in ${afterMs} ms`);
    this.afterMs = afterMs;
  }
}
