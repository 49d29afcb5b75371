import type { Endpoint } from '#test/emulators/line/contract';
import type { World } from '#test/emulators/line/world';

/** One API call after its token was checked. */
export interface Call {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
  readonly retryKey: string | null;
  readonly body: unknown;
  readonly requestId: string;
  readonly world: World;
  readonly botUserId: string;
  readonly mayUseLoopbackHttp: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

type Body =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'bytes'; readonly mime: string; readonly bytes: Uint8Array }
  | { readonly kind: 'empty' };

interface Detail {
  readonly message: string;
  readonly property: string;
}

export const answer = (
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers, body: { kind: 'json', json } });

export const refuse = (status: number, message: string): Answer => answer(status, { message });

export const refuseBody = (details: readonly Detail[]): Answer =>
  answer(400, { message: `The request body has ${details.length} error(s)`, details });
