import { hostname } from 'node:os';
import { startTimer } from '#workers/timer';
import { errorName } from '#src/domain/error-name';
import type { ProcessRole } from '#src/domain/health-facts';
import type { Log } from '#src/ports/system';
import { forgetSilent, giveSign, takeSignAway } from '#src/store/process-signs';
import { addAnswered, forgetHoursBefore } from '#src/store/webhook-hours';
import type { AnsweredTally } from './answered-calls.ts';
import { readVersion } from './version.ts';
import type { Wired } from './wire.ts';

const everyMs = 10_000;
/** What died so long ago somebody has seen, or nobody will. */
const silentLastsMs = 3_600_000;
const hoursLastMs = 30 * 86_400_000;

export interface SignOfLife {
  /**
   * Takes the sign away, so that nobody takes an end for a death. Not waited for: it goes on beside what else ends, and the
   * store closes when it is through.
   */
  close(): Promise<void>;
}

/** Says again and again that this program is at work, and tells what it answered meanwhile. */
export const startSignOfLife = async (
  { context: { store, clock, ids }, backend, queueTroubleAt }: Wired,
  {
    role,
    tally,
    log,
  }: { readonly role: ProcessRole; readonly tally: AnsweredTally | null; readonly log: Log },
): Promise<SignOfLife> => {
  const id = ids.newId();
  const version = await readVersion();
  const startedAt = clock.now();
  const tell = async (): Promise<void> => {
    const now = clock.now();
    const calls = tally?.take() ?? [];
    try {
      await store.asWorker(async (tx) => {
        await giveSign(tx, {
          id,
          role,
          host: hostname(),
          pid: process.pid,
          version,
          queue: backend.kind,
          queueTroubleAt: queueTroubleAt(),
          startedAt,
          seenAt: now,
        });
        await forgetSilent(tx, new Date(now.getTime() - silentLastsMs));
        await addAnswered(tx, calls);
        await forgetHoursBefore(tx, new Date(now.getTime() - hoursLastMs));
      });
    } catch (error) {
      tally?.giveBack(calls);
      throw error;
    }
  };
  const onFailure = (error: unknown): void =>
    log.warn('sign of life: could not be given', { error: errorName(error) });
  await tell().catch(onFailure);
  const timer = startTimer(everyMs, tell, onFailure);
  const leave = async (): Promise<void> => {
    await timer.close();
    const calls = tally?.take() ?? [];
    await store.asWorker(async (tx) => {
      await takeSignAway(tx, id);
      await addAnswered(tx, calls);
    });
  };
  return {
    close: () => {
      void leave().catch(onFailure);
      return Promise.resolve();
    },
  };
};
