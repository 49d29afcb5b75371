import { setTimeout as pause } from 'node:timers/promises';
import { startKodama, type Kodama } from '#test/support/kodama';

/** One web or worker that somebody starts again whenever it ends. */
export interface Program {
  readonly name: 'web' | 'worker';
  /** Of the first start that told one. */
  readonly credentials: () => Kodama['credentials'];
  /** Told at any moment, in the middle of anything. */
  kill9(): Promise<void>;
  isRunning(): boolean;
  /** Tries until it runs: its database may be away just now. */
  start(): Promise<void>;
  /** `hung`: told to end, it did not, and had to be killed. */
  end(): Promise<'ended' | 'hung'>;
}

export const makeProgram = (name: Program['name'], env: Readonly<Record<string, string>>): Program => {
  let kodama: Kodama | null = null;
  let credentials: Kodama['credentials'] = null;
  const isRunning = (): boolean => kodama !== null && !kodama.output().includes('\n(ended: ');
  const killWithUs = (): void => {
    if (isRunning() && kodama !== null) process.kill(kodama.pid, 'SIGKILL');
  };
  process.once('exit', killWithUs);
  let isOver = false;
  let starting: Promise<void> = Promise.resolve();
  const start = async (): Promise<void> => {
    const giveUpAt = Date.now() + startsWithinMs;
    while (!isOver && !isRunning()) {
      kodama = await startKodama(env, name).catch((error: unknown) => {
        if (Date.now() > giveUpAt) throw error;
        return null;
      });
      credentials ??= kodama?.credentials ?? null;
      if (kodama === null) await pause(200);
    }
  };
  return {
    name,
    credentials: () => credentials,
    isRunning,
    kill9: async () => void (await kodama?.end('SIGKILL')),
    start: () => (starting = start()),
    end: async () => {
      isOver = true;
      // Whoever ends us may do so while somebody else starts it again.
      await starting.catch(() => undefined);
      process.off('exit', killWithUs);
      if (kodama === null || !isRunning()) return 'ended';
      const ending = kodama.end();
      const patience = new AbortController();
      const isLate = pause(endsWithinMs, true, { signal: patience.signal }).catch(() => false);
      const fate = (await Promise.race([isLate, ending.then(() => false)])) ? 'hung' : 'ended';
      patience.abort();
      if (fate === 'hung') process.kill(kodama.pid, 'SIGKILL');
      await ending;
      return fate;
    },
  };
};

/** A program gives itself half of that, whatever it was doing. */
const endsWithinMs = 15_000;
const startsWithinMs = 120_000;
