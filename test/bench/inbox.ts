import { z } from 'zod';
import { createGate } from '#src/web/shared/gate';
import { matterList } from '#src/http/contract/matters';
import { markIn } from './orders.ts';
import type { Session } from './session.ts';

/** A clerk's open inbox: told of changes by the live feed, it asks for the newest rows again, as the page does. */
export interface Inbox {
  /** When each mark was first seen in a row's text. */
  readonly seenAtMs: ReadonlyMap<string, number>;
  close(): void;
}

/** As in src/web/shared/live.ts. */
const gapMs = 250;

export const openInbox = async ({ base, cookie }: Session): Promise<Inbox> => {
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
    const mark = markIn(preview?.text ?? '');
    if (mark !== null && !seenAtMs.has(mark)) seenAtMs.set(mark, performance.timeOrigin + performance.now());
  }
};

const rowsOf = z.object({ rows: matterList.shape.rows });
