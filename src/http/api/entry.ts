import type { Request, Response } from 'express';
import { operations } from '#src/http/contract/operations';
import type { Me } from '#src/http/contract/staff';
import type { DoorSettings } from '#src/http/gatekeeper';
import { presentMe, presentSession } from '#src/http/present-staff';
import { ProblemError } from '#src/http/problems';
import { clearSessionCookie, setSessionCookie } from '#src/http/session-cookie';
import { acceptInvitation } from '#src/usecases/accept-invitation';
import type { LoggedIn } from '#src/usecases/begin-session';
import { changePassword } from '#src/usecases/change-password';
import { logIn } from '#src/usecases/log-in';
import { logOut } from '#src/usecases/log-out';
import { readInvitation } from '#src/usecases/read-invitation';
import type { MakeRoute, Route } from './route.ts';

/** Coming in, going out, and the password. */
export const entryRoutes = (
  { context, cookies, cityName }: DoorSettings,
  route: MakeRoute,
): readonly Route[] => {
  const letIn = (response: Response, { token, session }: LoggedIn): Me => {
    setSessionCookie(response, cookies, token);
    return presentSession(session);
  };

  return [
    route(operations.logIn, async ({ body, request, response }) => {
      const { email, password } = body;
      const result = await logIn(context, { email, password, address: addressOf(request) });
      switch (result.kind) {
        case 'logged-in':
          return letIn(response, result);
        case 'too-many-attempts':
          throw new ProblemError(result.kind, { retryAfterSeconds: result.retryAfterSeconds });
        case 'wrong-credentials':
          throw new ProblemError(result.kind);
      }
    }),
    route(operations.whoAmI, ({ staff }) => Promise.resolve(presentMe(staff))),
    route(operations.logOut, async ({ staff, response }) => {
      await logOut(context, staff.sessionToken);
      clearSessionCookie(response, cookies);
    }),
    route(operations.changePassword, async ({ body, staff, request }) => {
      const result = await changePassword(context, {
        staffId: staff.staffId,
        token: staff.sessionToken,
        current: body.current,
        next: body.next,
        address: addressOf(request),
      });
      switch (result.kind) {
        case 'changed':
          return presentSession(result.session);
        case 'same-password':
          throw new ProblemError('invalid-request', {
            fields: [{ path: 'next', message: 'the same as the current one' }],
          });
        case 'too-many-attempts':
          throw new ProblemError(result.kind, { retryAfterSeconds: result.retryAfterSeconds });
        case 'wrong-credentials':
          throw new ProblemError(result.kind);
      }
    }),
    route(operations.readWelcome, () => Promise.resolve({ cityName })),
    route(operations.readInvitation, async ({ params }) => {
      const result = await readInvitation(context, params.token);
      if (result.kind === 'link-expired') throw new ProblemError(result.kind);
      return { name: result.name, email: result.email, cityName };
    }),
    route(operations.acceptInvitation, async ({ params, body, response }) => {
      const result = await acceptInvitation(context, { token: params.token, password: body.password });
      if (result.kind === 'link-expired') throw new ProblemError(result.kind);
      return letIn(response, result);
    }),
  ];
};

/** Whose failures are counted together; behind a proxy Express reads it from what that proxy says. */
const addressOf = (request: Request): string => request.ip ?? 'unknown';
