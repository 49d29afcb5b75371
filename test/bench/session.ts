import { me } from '#src/http/contract/staff';
import type { Program } from './program.ts';

/** Somebody at the inbox. */
export interface Session {
  readonly base: string;
  readonly cookie: string;
  readonly csrfToken: string;
}

const newPassword = 'the bench has a long password';

/** Whom the first start made; the one-time password is replaced, so that the inbox lets its owner in. */
export const logIn = async ({ url: base, credentials }: Program): Promise<Session> => {
  if (credentials === null) throw new Error('this start made nobody');
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify(credentials),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrfToken } = me.parse(await response.json());
  const changed = await fetch(`${base}/api/password`, {
    method: 'PUT',
    headers: { ...headers, cookie, 'x-csrf-token': csrfToken },
    body: JSON.stringify({ current: credentials.password, next: newPassword }),
  });
  return { base, cookie, csrfToken: me.parse(await changed.json()).csrfToken };
};
