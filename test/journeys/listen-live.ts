import type { Cookie } from 'playwright-core';

export interface LiveListener {
  /** Everything the server has told so far, as it came. */
  heard(): string;
  close(): void;
}

/** Hears what an inbox with these cookies is told. */
export const listenLive = async (
  kodamaUrl: string,
  cookies: readonly Pick<Cookie, 'name' | 'value'>[],
): Promise<LiveListener> => {
  const end = new AbortController();
  const response = await fetch(`${kodamaUrl}/api/live`, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
    signal: end.signal,
  });
  if (!response.ok || response.body === null) throw new Error(`live events: ${response.status}`);
  let heard = '';
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of body) heard += decoder.decode(chunk, { stream: true });
  };
  read(response.body).catch(() => {
    // Ended by close().
  });
  return { heard: () => heard, close: () => end.abort() };
};
