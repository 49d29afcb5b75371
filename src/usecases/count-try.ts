import { access, failureWindowStart, secondsUntilNextTry } from '#src/domain/access';
import {
  addFailure,
  failuresFromAddress,
  failuresOfEmail,
  forgetFailuresBefore,
  lockTries,
  type Try,
} from '#src/store/login-failures';
import type { Tx } from '#src/store/open';

export interface TooManyAttempts {
  readonly kind: 'too-many-attempts';
  readonly retryAfterSeconds: number;
}

/**
 * Asks whether a password may be compared, and counts the try as failed until it is known to be right: of many tries at
 * once no more than allowed are compared. A refused try is not counted, or else nobody could ever come in again.
 */
export const countTry = async (tx: Tx, attempt: Try, now: Date): Promise<TooManyAttempts | null> => {
  await lockTries(tx, attempt);
  const since = failureWindowStart(now);
  await forgetFailuresBefore(tx, since);
  const { failuresPerEmail, failuresPerAddress } = access;
  const ofEmail = await failuresOfEmail(tx, attempt.email, since, failuresPerEmail);
  const fromAddress = await failuresFromAddress(tx, attempt.address, since, failuresPerAddress);
  const retryAfterSeconds = Math.max(
    secondsUntilNextTry(ofEmail, failuresPerEmail, now),
    secondsUntilNextTry(fromAddress, failuresPerAddress, now),
  );
  if (retryAfterSeconds > 0) return { kind: 'too-many-attempts', retryAfterSeconds };
  await addFailure(tx, attempt, now);
  return null;
};
