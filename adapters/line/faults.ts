import { HTTPFetchError } from '@line/bot-sdk';
import { z } from 'zod';
import { neverLeft } from '#adapters/shared/network';
import { ChannelFaultError, type Fault } from '#src/ports/channel';
import { refusalIn } from './refusals.ts';

/** What LINE answered instead of 2xx; null when there was no answer. */
export const lineAnswerOf = (error: unknown): LineAnswer | null =>
  error instanceof HTTPFetchError
    ? { status: error.status, headers: error.headers, body: parse(error.body) }
    : null;

export interface LineAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What went wrong with a call that, carried out, reaches the resident. */
export const faultOfSending = (error: unknown): ChannelFaultError => {
  const answer = lineAnswerOf(error);
  if (answer !== null) return faultError(faultIn(answer), answer, error);
  return faultError({ kind: neverLeft(error) ? 'unavailable' : 'unknown' }, answer, error);
};

/** A question that was not answered changed nothing: there is no "may have been accepted". */
export const faultOfReading = (error: unknown): ChannelFaultError => {
  const { fault, requestId } = faultOfSending(error);
  return new ChannelFaultError(fault.kind === 'unknown' ? { kind: 'unavailable' } : fault, {
    requestId,
    cause: error,
  });
};

const faultError = (fault: Fault, answer: LineAnswer | null, cause: unknown): ChannelFaultError =>
  new ChannelFaultError(fault, { requestId: answer?.headers.get('x-line-request-id') ?? null, cause });

const Problem = z.object({
  message: z.string(),
  details: z.array(z.object({ message: z.string().catch(''), property: z.string().catch('') })).catch([]),
});
type Problem = z.infer<typeof Problem>;

/** Status and texts as in LINE's reference, "Error responses". */
const faultIn = ({ status, body }: LineAnswer): Fault => {
  const problem = Problem.safeParse(body).data ?? { message: `HTTP ${status}`, details: [] };
  if (status >= 500) return { kind: 'unknown' };
  if (status === 429) return tooMany(problem);
  if (status === 401 || status === 403) return { kind: 'unauthorised' };
  if (status === 400 && problem.message === 'Invalid reply token') return { kind: 'token-invalid' };
  if (status === 400 && problem.message === 'Failed to send messages') return { kind: 'recipient-gone' };
  const why = refusalIn(status, problem.message, problem.details);
  return { kind: 'refused', why, reason: reasonIn(problem) };
};

/** LINE tells its four meanings of 429 apart by the text alone, and never says how long to wait. */
const tooMany = ({ message }: Problem): Fault => {
  if (/monthly limit/i.test(message)) return { kind: 'quota-spent' };
  const known = waits.find(({ says }) => says.test(message));
  return { kind: 'throttled', retryAfterMs: known?.retryAfterMs ?? refillMs };
};

/** The bucket of 2,000 a second refills within one; words that we do not know are taken for that, too. */
const refillMs = 1_000;

const waits = [
  { says: /same user|to the user/i, retryAfterMs: 60_000 },
  { says: /concurren|at the same time/i, retryAfterMs: 5_000 },
];

const reasonMaxChars = 300;

const reasonIn = ({ message, details }: Problem): string =>
  [message, ...details.map((detail) => `${detail.property}: ${detail.message}`)]
    .join('; ')
    .slice(0, reasonMaxChars);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
