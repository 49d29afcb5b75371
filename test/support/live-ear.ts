import { z } from 'zod';
import { liveChange } from '#src/http/contract/live';
import type { OpenWeb } from './open-web.ts';
import type { WebSession } from './web-session.ts';

/** An open inbox that listens: what it heard, and where it would resume. */
export interface LiveEar {
  readonly status: number;
  /** The matters it was told of, in order. */
  heard(): readonly string[];
  lastId(): string | null;
  /** How often it was told to ask for everything again. */
  reloads(): number;
  /** How often it was told that nobody hung up. */
  signsOfLife(): number;
  /** Resolves when the server ends it. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function listenLive(
  { base }: OpenWeb,
  { headers }: WebSession,
  lastId: string | null = null,
): Promise<LiveEar> {
  const hangUp = new AbortController();
  const resume = lastId === null ? {} : { 'last-event-id': lastId };
  const response = await fetch(`${base}/api/live`, {
    headers: { ...headers, ...resume },
    signal: hangUp.signal,
  });
  const blocks: string[] = [];
  const read = async (): Promise<void> => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(z.instanceof(Uint8Array).parse(chunk), { stream: true });
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      blocks.push(...parts);
    }
  };
  const field = (block: string, name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  return {
    status: response.status,
    heard: () =>
      blocks.flatMap((block) => {
        const data = field(block, 'data');
        return data === undefined || field(block, 'event') !== 'change'
          ? []
          : (liveChange.parse(JSON.parse(data)).matterId ?? []);
      }),
    lastId: () => blocks.flatMap((block) => field(block, 'id') ?? []).at(-1) ?? null,
    reloads: () => blocks.filter((block) => field(block, 'event') === 'reload').length,
    signsOfLife: () => blocks.filter((block) => block.startsWith(':')).length,
    ended: read().catch(() => {}),
    close: () => hangUp.abort(),
  };
}
