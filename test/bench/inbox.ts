import { z } from 'zod';
import { me } from '#src/http/contract/staff';
import { createGate } from '#src/web/shared/gate';
import { matterList } from '#src/http/contract/matters';

/** A clerk's open inbox: told of changes by the live feed, it asks for the newest rows again, as the page does. */
export interface Inbox {
  readonly cookie: string;
  /** When each mark was first seen in a row's text. */
  readonly seenAtMs: ReadonlyMap<string, number>;
  close(): void;
}

/** As in src/web/shared/live.ts. */
const gapMs = 250;

export const newPassword = 'the bench has a long password';

/** Replaces the one-time password, so that the inbox lets its owner in. */
export const logIn = async (
  base: string,
  credentials: { readonly email: string; readonly password: string },
): Promise<string> => {
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
  me.parse(await changed.json());
  return cookie;
};

export const openInbox = async (base: string, cookie: string): Promise<Inbox> => {
  const seenAtMs = new Map<string, number>();
  const stop = new AbortController();
  const { signal } = stop;
  let asking: Promise<void> = Promise.resolve();
  // The page's own gate: of many changes at once it asks again only now and then.
  const gate = createGate(gapMs, () => {
    asking = asking.then(() => readNewest(base, cookie, seenAtMs, signal)).catch(() => {});
  });

  const live = await fetch(`${base}/api/live`, { headers: { cookie }, signal });
  if (live.body === null) throw new Error('the live feed has no body');
  const lines = live.body.pipeThrough(new TextDecoderStream());
  const listen = async (): Promise<void> => {
    for await (const text of lines) if (text.includes('event: change')) gate.pass();
  };
  void listen().catch(() => {});
  return {
    cookie,
    seenAtMs,
    close: () => {
      gate.stop();
      stop.abort();
    },
  };
};

const readNewest = async (
  base: string,
  cookie: string,
  seenAtMs: Map<string, number>,
  signal: AbortSignal,
): Promise<void> => {
  const response = await fetch(`${base}/api/matters?view=all&order=newest&limit=100`, {
    headers: { cookie },
    signal,
  });
  const { rows } = rowsOf.parse(await response.json());
  for (const { preview } of rows) {
    const mark = /#\d+$/.exec(preview?.text ?? '')?.[0];
    if (mark !== undefined && !seenAtMs.has(mark))
      seenAtMs.set(mark, performance.timeOrigin + performance.now());
  }
};

const rowsOf = z.object({ rows: matterList.shape.rows });
