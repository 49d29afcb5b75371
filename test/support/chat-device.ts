import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { chatCode, chatTalk, type ChatTalk } from '#src/http/contract/chat';
import { problem, type Problem } from '#src/http/contract/problem';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** How often it was told that the talk changed, and that nobody hung up. */
export interface LivePage {
  changes(): number;
  signsOfLife(): number;
  /** Resolves when the server ends it. */
  readonly ended: Promise<void>;
}

/** A resident's browser with the web chat open: it keeps its cookie, and nothing else. */
export class ChatDevice {
  cookie: string | null = null;
  readonly #base: () => string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(base: () => string, headers: Readonly<Record<string, string>> = {}) {
    this.#base = base;
    this.#headers = headers;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const isRaw = body instanceof Uint8Array;
    const response = await fetch(`${this.#base()}/api/chat/${path}`, {
      method,
      headers: {
        ...(this.cookie !== null && { cookie: `kodama_chat=${this.cookie}` }),
        ...(body !== undefined && { 'content-type': isRaw ? 'image/jpeg' : 'application/json' }),
        ...this.#headers,
        ...headers,
      },
      body: body === undefined ? null : isRaw ? Buffer.from(body) : JSON.stringify(body),
    });
    const set = /kodama_chat=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
    if (set !== undefined) this.cookie = set === '' ? null : set;
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }

  async talk(): Promise<ChatTalk> {
    return talkIn(await this.ask('GET', 'talk'));
  }

  /** Returns the id that the page made. */
  async say(text: string, how: { readonly id?: string; readonly quotes?: string } = {}): Promise<string> {
    const id = how.id ?? randomUUID();
    talkIn(await this.ask('POST', 'messages', { ...how, id, text }));
    return id;
  }

  async show(photo: Uint8Array, keepPlace: 'yes' | 'no' = 'no', id: string = randomUUID()): Promise<Answer> {
    return this.ask('POST', `photos?id=${id}&keepPlace=${keepPlace}`, photo);
  }

  async code(): Promise<string> {
    return chatCode.parse((await this.ask('POST', 'codes')).body).code;
  }

  /** A page that listens. */
  async live(signal: AbortSignal): Promise<LivePage> {
    const response = await fetch(`${this.#base()}/api/chat/live`, {
      headers: { ...(this.cookie !== null && { cookie: `kodama_chat=${this.cookie}` }), ...this.#headers },
      signal,
    });
    if (response.status !== 200) throw new Error(`nothing to listen to: ${response.status}`);
    let heard = '';
    const listen = async (): Promise<void> => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        heard += decoder.decode(z.instanceof(Uint8Array).parse(chunk), { stream: true });
      }
    };
    return {
      changes: () => heard.split('event: change\n').length - 1,
      signsOfLife: () => heard.split('\n: ').length - 1,
      ended: listen().catch(() => undefined),
    };
  }
}

export const talkIn = ({ status, body }: Answer): ChatTalk => {
  if (status > 299) throw new Error(`no talk: ${status} ${JSON.stringify(body)}`);
  return chatTalk.parse(body);
};

export const problemIn = ({ body }: Answer): Problem => problem.parse(body);

/** What was said, oldest first. */
export const textsIn = ({ messages }: ChatTalk): readonly string[] =>
  messages.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
