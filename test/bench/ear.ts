import { request, type IncomingMessage } from 'node:http';

/** The live feed of one inbox: only listened to, since 200 pages that ask for their lists anew are another measure. */
export interface Ear {
  /** When each matter was first told of. */
  readonly heardAtMs: ReadonlyMap<string, number>;
  close(): void;
}

/** Resolves when the feed says where it begins. */
export const openEar = (base: string, cookie: string): Promise<Ear> =>
  new Promise((resolve, reject) => {
    const heardAtMs = new Map<string, number>();
    const asked = request(`${base}/api/live`, { headers: { cookie }, agent: false });
    asked.once('error', reject);
    asked.once('response', (response: IncomingMessage) => {
      if (response.statusCode !== 200) reject(new Error(`the live feed answers ${response.statusCode}`));
      let rest = '';
      response.setEncoding('utf8');
      response.on('error', () => {});
      response.on('data', (chunk: string) => {
        const events = `${rest}${chunk}`.split('\n\n');
        rest = events.pop() ?? '';
        const now = performance.timeOrigin + performance.now();
        for (const event of events) {
          const [, matterId] = /"matterId":"([^"]+)"/.exec(event) ?? [];
          if (matterId !== undefined && !heardAtMs.has(matterId)) heardAtMs.set(matterId, now);
          if (event.startsWith('id:')) resolve({ heardAtMs, close: () => asked.destroy() });
        }
      });
    });
    asked.end();
  });
