import { errorName } from '#src/domain/error-name';
import type { Clock, Log } from '#src/ports/system';
import type { ScourOrder, Scoured } from '#src/store/scour';
import { startTimer, type Timer } from './timer.ts';

const everyMs = 10 * 60_000;
/** 500 MB took 15 seconds on two busy cores; a pause of half a minute at night is borne. */
const mostBytesByNight = 1_000_000_000;
const japanAheadHours = 9;
const night = { from: 2, to: 5 };

interface Scouring {
  readonly scour: (order: ScourOrder) => Promise<Scoured>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Soon after words have gone nothing can read them any more; in the night after that the files are rewritten. */
export const scourOnce = async ({ scour, clock, log }: Scouring): Promise<Scoured> => {
  const scoured = isNight(clock.now())
    ? await scour({ to: 'rewritten', mostBytes: mostBytesByNight, isForced: false })
    : await scour({ to: 'vacuumed', mostBytes: null, isForced: false });
  switch (scoured.kind) {
    case 'clean':
    case 'busy':
      return scoured;
    case 'too-large':
      log.warn(
        'scour: the tables are too large to be rewritten by night, run `npm run scour` when it suits',
        {
          tables: scoured.tables.join(' '),
        },
      );
      return scour({ to: 'vacuumed', mostBytes: null, isForced: false });
    case 'done':
      log.info('scour: the files are free of what was erased', { isLogFree: scoured.isLogFree });
      return scoured;
  }
};

const isNight = (now: Date): boolean => {
  const hour = (now.getUTCHours() + japanAheadHours) % 24;
  return hour >= night.from && hour < night.to;
};

export const startScouring = (scouring: Scouring): Timer =>
  startTimer(
    everyMs,
    async () => void (await scourOnce(scouring)),
    (error) => scouring.log.warn('scour: could not be done', { error: errorName(error) }),
  );
