import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import { wantsToken, type Operation } from '#src/http/contract/operations';
import { ProblemError } from '#src/http/problems';
import type { SignedIn } from '#src/http/signed-in';
import type { Talker } from '#src/http/talker';

type Field = 'params' | 'query' | 'body';
type Read<O extends Operation, F extends Field> =
  O extends Readonly<Record<F, infer S extends z.ZodType>> ? z.output<S> : undefined;

/** A request that passed its gate and its schemas. */
export interface Call<O extends Operation> {
  readonly params: Read<O, 'params'>;
  readonly query: Read<O, 'query'>;
  readonly body: Read<O, 'body'>;
  readonly staff: O['gate'] extends 'anyone' | 'resident' ? null : SignedIn;
  /** Whose talk the request's cookie opens. */
  readonly resident: O['gate'] extends 'resident' ? Talker : null;
  readonly request: Request;
  /** For cookies and for answers that are not JSON. */
  readonly response: Response;
}

type Answer<O extends Operation> = O['answer'] extends z.ZodType ? z.input<O['answer']> : void;

export interface Route {
  readonly operation: Operation;
  readonly handler: RequestHandler;
}

export interface Gatekeeper {
  /** Who the request's cookie belongs to; null for nobody. */
  whoIs(request: Request): Promise<SignedIn | null>;
  /** Whose talk the cookie opens; null for a device that has none. */
  whoTalks(request: Request, response: Response): Promise<Talker | null>;
}

export type MakeRoute = <O extends Operation>(
  operation: O,
  handle: (call: Call<O>) => Promise<Answer<O>>,
) => Route;

/** Makes routes whose requests were let in and read before the handler sees them. */
export const routeMaker =
  (gatekeeper: Gatekeeper): MakeRoute =>
  (operation, handle) => ({
    operation,
    handler: async (request, response) => {
      const caller = await letIn(gatekeeper, operation, request, response);
      const params = read(operation, 'params', request.params, 'not-found');
      const query = read(operation, 'query', request.query, 'invalid-request');
      const body = read(operation, 'body', request.body, 'invalid-request');
      if (!isCaller(operation, caller)) throw new ProblemError('not-logged-in');
      const answer = await handle({ params, query, body, ...caller, request, response });
      if (operation.answer === null) {
        if (operation.status === 204) response.status(204).end();
        return;
      }
      response.status(operation.status).json(answer);
    },
  });

export const mount = (router: Router, routes: readonly Route[]): void => {
  for (const { operation, handler } of routes) {
    router[operation.method](operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), handler);
  }
};

interface Caller {
  readonly staff: SignedIn | null;
  readonly resident: Talker | null;
}

const letIn = async (
  gatekeeper: Gatekeeper,
  operation: Operation,
  request: Request,
  response: Response,
): Promise<Caller> => {
  switch (operation.gate) {
    case 'anyone':
      return { staff: null, resident: null };
    case 'resident': {
      const resident = await gatekeeper.whoTalks(request, response);
      if (resident === null) throw new ProblemError('not-logged-in');
      return { staff: null, resident };
    }
    case 'session':
    case 'staff':
    case 'administrator':
      return { staff: await letStaffIn(gatekeeper, operation, request), resident: null };
  }
};

const letStaffIn = async (
  gatekeeper: Gatekeeper,
  operation: Operation,
  request: Request,
): Promise<SignedIn> => {
  const staff = await gatekeeper.whoIs(request);
  if (staff === null) throw new ProblemError('not-logged-in');
  if (wantsToken(operation) && !isSame(request.get('x-csrf-token') ?? '', staff.csrfToken)) {
    throw new ProblemError('csrf');
  }
  if (operation.gate === 'session') return staff;
  if (staff.mustChangePassword) throw new ProblemError('password-change-required');
  if (operation.gate === 'administrator' && !staff.isAdministrator) throw new ProblemError('forbidden');
  return staff;
};

const isSame = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const read = <O extends Operation, F extends Field>(
  operation: O,
  field: F,
  raw: unknown,
  code: 'not-found' | 'invalid-request',
): Read<O, F> => {
  const schema = operation[field];
  const result = schema?.safeParse(raw ?? {});
  if (result !== undefined && !result.success) {
    throw new ProblemError(code, code === 'not-found' ? {} : { fields: fieldsOf(result.error) });
  }
  const value: unknown = result?.data;
  if (!isRead(operation, field, value)) throw new ProblemError('internal');
  return value;
};

/** The compiler does not see that what a schema of the table returned is what the table promises. */
const isRead = <O extends Operation, F extends Field>(
  operation: O,
  field: F,
  value: unknown,
): value is Read<O, F> => (operation[field] === undefined) === (value === undefined);

const isCaller = <O extends Operation>(
  { gate }: O,
  caller: Caller,
): caller is Pick<Call<O>, 'staff' | 'resident'> =>
  (caller.resident !== null) === (gate === 'resident') &&
  (caller.staff !== null) === (gate !== 'resident' && gate !== 'anyone');

const fieldsOf = (error: z.ZodError): { path: string; message: string }[] =>
  error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));

/** Text from outside as an id of one kind; what cannot be one is simply not there. */
export const idOf = <T extends string>(text: string, isKind: (text: string) => text is T & string): T => {
  if (!isKind(text)) throw new ProblemError('not-found');
  return text;
};
