import type { ErrorRequestHandler, Response } from 'express';
import { errorName } from '#src/domain/error-name';
import type { Log } from '#src/ports/system';
import type { Problem, ProblemCode } from './contract/problem.ts';

/** A refusal with a name. Thrown by handlers, turned into problem+json in one place. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly extra: Pick<Problem, 'fields' | 'retryAfterSeconds'>;

  constructor(code: ProblemCode, extra: Pick<Problem, 'fields' | 'retryAfterSeconds'> = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

const told: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  'invalid-request': { status: 400, title: 'The request is not as the contract says.' },
  'not-logged-in': { status: 401, title: 'Log in first.' },
  'wrong-credentials': { status: 401, title: 'E-mail or password is wrong.' },
  'too-many-attempts': { status: 429, title: 'Too many attempts. Wait before the next one.' },
  'password-change-required': { status: 403, title: 'Replace the one-time password first.' },
  csrf: { status: 403, title: 'Send the x-csrf-token of your session.' },
  forbidden: { status: 403, title: 'Your role does not allow this.' },
  'not-found': { status: 404, title: 'Nothing is there for you.' },
  stale: { status: 409, title: 'Somebody wrote since you looked.' },
  'not-allowed-in-state': { status: 409, title: 'The state of the matter does not allow this.' },
  'on-legal-hold': { status: 409, title: 'The matter is on legal hold: nothing of it may be erased.' },
  'too-long': { status: 422, title: 'The text does not fit into what the channel takes at once.' },
  'already-exists': { status: 409, title: 'It exists already.' },
  'link-expired': { status: 410, title: 'The link was used or is too old. Ask for a new one.' },
  'last-administrator': { status: 409, title: 'Somebody must remain administrator.' },
  'too-large': { status: 413, title: 'The body is larger than is taken here.' },
  'not-a-picture': { status: 415, title: 'This is not a photo of a kind that is taken here.' },
  'too-fast': {
    status: 429,
    title: 'Too much in a short time. Nothing taken before is lost; wait a little.',
  },
  'foreign-page': { status: 403, title: 'Only the city’s own page may ask this.' },
  'code-expired': { status: 410, title: 'The code is wrong, was used or is too old. Make a new one.' },
  'file-kind': { status: 415, title: 'Files of this kind are not sent to residents.' },
  'broken-file': { status: 422, title: 'The file is empty or cannot be opened.' },
  'not-ready': { status: 503, title: 'The database does not answer. Try again soon.' },
  internal: { status: 500, title: 'Something went wrong here. It was recorded.' },
};

export const sendProblem = (
  response: Response,
  code: ProblemCode,
  extra: ProblemError['extra'] = {},
): void => {
  const { status, title } = told[code];
  const body: Problem = { type: `urn:kodama:problem:${code}`, code, title, status, ...extra };
  if (extra.retryAfterSeconds !== undefined) response.set('retry-after', String(extra.retryAfterSeconds));
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
};

/** The last middleware. Express's own would print the whole error, and with it whatever a resident wrote. */
export const problemHandler =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const failed = { method: request.method, path: routeOf(request.path), error: errorName(error) };
    if (response.headersSent) {
      log.warn('request broke off', failed);
      response.destroy();
      return;
    }
    if (error instanceof ProblemError) {
      sendProblem(response, error.code, error.extra);
      return;
    }
    if (isTooLarge(error)) {
      sendProblem(response, 'too-large');
      return;
    }
    if (isCallersFault(error)) {
      sendProblem(response, error.status === 404 ? 'not-found' : 'invalid-request');
      return;
    }
    log.error('request failed', failed);
    sendProblem(response, isDatabaseDown(error) ? 'not-ready' : 'internal');
  };

const typeOf = (error: unknown): unknown =>
  error instanceof Error && 'type' in error ? error.type : undefined;

const isTooLarge = (error: unknown): boolean => typeOf(error) === 'entity.too.large';

/** What Express's own middleware calls everything that is the sender's fault. */
const isCallersFault = (error: unknown): error is Error & { readonly status: number } =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Ids and tokens in a path say more than a log should know. */
const routeOf = (path: string): string => path.replaceAll(/\/[A-Za-z0-9_-]{20,}/g, '/…');

/**
 * Whether the database was not there, as opposed to having refused: class 08 (connection), 57P (shut down), 53 (no room),
 * 55000 and 3D000 (closed or missing) of PostgreSQL's error codes, and the system's own names; a pool that waited too long
 * and a connection that broke before its next statement have no code at all.
 */
const isDatabaseDown = (error: unknown): boolean => {
  const code = codeOf(error);
  if (/^(08|57P|53|55000|3D000)/.test(code) || /^E(CONN|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN)/.test(code))
    return true;
  return (
    error instanceof Error &&
    /connection (terminated|timeout)|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  );
};
