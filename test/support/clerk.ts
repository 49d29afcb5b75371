import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import * as matters from '#src/http/contract/matters';
import * as staff from '#src/http/contract/staff';
import { upload } from '#src/http/contract/uploads';
import type { Kodama } from './kodama.ts';

/** A member of staff at the inbox, by way of the HTTP API. */
export interface Clerk {
  ask<T extends z.ZodType>(schema: T, path: string): Promise<z.output<T>>;
  /** The status of the answer. */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<number>;
  /** The same `id` posted twice is one answer. */
  reply(matterId: string, text: string, id?: string): Promise<void>;
  /** Lays a picture or a file beside an answer to come; returns its id. */
  lay(matterId: string, name: string, bytes: Uint8Array): Promise<string>;
  matters(): Promise<readonly matters.MatterRow[]>;
  detail(matterId: string): Promise<matters.MatterDetail>;
  /** A live inbox; ends when `signal` does, or when the server ends it. */
  watch(signal: AbortSignal, lastId?: string): Promise<Live>;
  /** What a path answers, as it is. */
  fetch(path: string): Promise<Response>;
}

export interface Live {
  /** Everything the server wrote so far. */
  text(): string;
  /** Resolves when the stream ends, however it ends. */
  readonly ended: Promise<void>;
}

/** The program, or a proxy before several. */
interface HasInbox {
  readonly kodama: Pick<Kodama, 'url' | 'credentials'>;
}

const password = '相談 窓口 を 開く 2026';

/** The first administrator, who replaces the one-time password. Stays logged in when the program is started again. */
export const logInto = async (city: HasInbox): Promise<Clerk> => {
  const { credentials } = city.kodama;
  if (credentials === null) throw new Error('the one-time password is told at the first start only');
  const clerk = await enter(city, credentials);
  await clerk.send('PUT', '/api/password', { current: credentials.password, next: password });
  return clerk;
};

/** The same administrator, where no session is known any more. */
export const logInAgain = (city: HasInbox, email: string): Promise<Clerk> => enter(city, { email, password });

const enter = async (
  city: HasInbox,
  credentials: { readonly email: string; readonly password: string },
): Promise<Clerk> => {
  const response = await fetch(`${city.kodama.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (response.status !== 200) throw new Error(`not let in: ${await response.text()}`);
  const { csrfToken } = staff.me.parse(await response.json());
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return clerkOf(() => city.kodama.url, { cookie, 'x-csrf-token': csrfToken });
};

const clerkOf = (url: () => string, headers: Readonly<Record<string, string>>): Clerk => {
  const ask: Clerk['ask'] = async (schema, path) => {
    const response = await fetch(`${url()}${path}`, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  };
  const send: Clerk['send'] = async (method, path, body) => {
    const response = await fetch(`${url()}${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  const detail: Clerk['detail'] = (matterId) => ask(matters.matterDetail, `/api/matters/${matterId}`);
  return {
    ask,
    send,
    detail,
    matters: async () => (await ask(matters.matterList, '/api/matters?view=all&limit=100')).rows,
    reply: async (matterId, text, id = randomUUID()) => {
      const { revision } = await detail(matterId);
      const status = await send('POST', `/api/matters/${matterId}/replies`, {
        id,
        text,
        revision,
        overStale: true,
      });
      if (status !== 201) throw new Error(`the answer was not taken: ${status}`);
    },
    lay: async (matterId, name, bytes) => {
      const path = `/api/matters/${matterId}/uploads?name=${encodeURIComponent(name)}`;
      const response = await fetch(`${url()}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: Buffer.from(bytes),
      });
      if (response.status !== 201) throw new Error(`not laid: ${response.status} ${await response.text()}`);
      return upload.parse(await response.json()).id;
    },
    fetch: (path) => fetch(`${url()}${path}`, { headers }),
    watch: async (signal, lastId) => {
      const resume = lastId === undefined ? {} : { 'last-event-id': lastId };
      const response = await fetch(`${url()}/api/live`, { headers: { ...headers, ...resume }, signal });
      let heard = '';
      const listen = async (): Promise<void> => {
        const decoder = new TextDecoder();
        for await (const chunk of response.body ?? []) heard += decoder.decode(chunk, { stream: true });
      };
      return { text: () => heard, ended: listen().catch(() => undefined) };
    },
  };
};
