import type { Clock } from '#src/ports/system';

/** A clock that goes only when it is told to. */
export class SettableClock implements Clock {
  #now: Date;

  constructor(now = new Date('2026-11-17T01:00:00Z')) {
    this.#now = now;
  }

  now(): Date {
    return this.#now;
  }

  pass(time: {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
  }): void {
    const hours = (time.days ?? 0) * 24 + (time.hours ?? 0);
    const seconds = (hours * 60 + (time.minutes ?? 0)) * 60 + (time.seconds ?? 0);
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }
}
