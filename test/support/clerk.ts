import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import * as matters from '#src/http/contract/matters';
import * as staff from '#src/http/contract/staff';
import type { Kodama } from './kodama.ts';

/** A member of staff at the inbox, by way of the HTTP API. */
export interface Clerk {
  ask<T extends z.ZodType>(schema: T, path: string): Promise<z.output<T>>;
  /** The status of the answer. */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<number>;
  /** The same `id` posted twice is one answer. */
  reply(matterId: string, text: string, id?: string): Promise<void>;
  matters(): Promise<readonly matters.MatterRow[]>;
  detail(matterId: string): Promise<matters.MatterDetail>;
  /** A live inbox; ends when `signal` does, or when the server ends it. */
  watch(signal: AbortSignal): Promise<Live>;
}

export interface Live {
  /** Everything the server wrote so far. */
  text(): string;
  /** Resolves when the stream ends, however it ends. */
  readonly ended: Promise<void>;
}

const password = '相談 窓口 を 開く 2026';

/** The first administrator, who replaces the one-time password. Stays logged in when the program is started again. */
export const logInto = async (city: { readonly kodama: Kodama }): Promise<Clerk> => {
  const { credentials, url } = city.kodama;
  if (credentials === null) throw new Error('the one-time password is told at the first start only');
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (response.status !== 200) throw new Error(`not let in: ${await response.text()}`);
  const { csrfToken } = staff.me.parse(await response.json());
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const clerk = clerkOf(() => city.kodama.url, { cookie, 'x-csrf-token': csrfToken });
  await clerk.send('PUT', '/api/password', { current: credentials.password, next: password });
  return clerk;
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
    watch: async (signal) => {
      const response = await fetch(`${url()}/api/live`, { headers, signal });
      let heard = '';
      const listen = async (): Promise<void> => {
        const decoder = new TextDecoder();
        for await (const chunk of response.body ?? []) heard += decoder.decode(chunk, { stream: true });
      };
      return { text: () => heard, ended: listen().catch(() => undefined) };
    },
  };
};
