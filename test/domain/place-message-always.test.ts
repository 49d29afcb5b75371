import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCategoryId, isDepartmentId, isMatterId, type MatterId } from '#src/domain/ids';
import { states } from '#src/domain/matter';
import { placeMessage, type Shape } from '#src/domain/place-message';

const now = new Date('2026-11-17T01:00:00Z');
const rules = { reopenWithinDays: 7, likenessThreshold: 0.35 };
const road = { categoryId: category('road-damage'), departmentId: department('road') };
const park = { categoryId: category('park'), departmentId: department('park') };
const desk = { categoryId: null, departmentId: department('sorting') };

const anyTime = fc
  .integer({ min: 0, max: 20 * 1_440 })
  .map((minutes) => new Date(now.getTime() - minutes * 60_000));
const anyStanding = fc
  .record({
    state: fc.constantFrom(...states),
    subject: fc.constantFrom(road, park, desk),
    residentAt: anyTime,
    lastAt: anyTime,
    likeness: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ subject, ...rest }) => ({
    ...rest,
    ...subject,
    matterId: matterId(1),
    closedAt: rest.state === 'closed' ? rest.lastAt : null,
  }));
const anyStandings = fc
  .array(anyStanding, { maxLength: 5 })
  .map((list) => list.map((standing, index) => ({ ...standing, matterId: matterId(index + 1) })));
const anyArrival = fc.record({
  shape: fc.constantFrom<Shape>('words', 'acknowledgement', 'wordless'),
  quotedMatterId: fc.option(fc.integer({ min: 1, max: 6 }).map(matterId)),
  setMatterId: fc.constant(null),
  sure: fc.option(fc.constantFrom(road, park)),
  at: anyTime,
});

test('whatever a resident has, a message joins what is open, reopens what is closed, and a thanks opens nothing', () => {
  fc.assert(
    fc.property(anyArrival, anyStandings, (arrival, standings) => {
      const placing = placeMessage(arrival, standings, rules);
      if (placing.kind === 'open' || placing.kind === 'loose') {
        expect(placing.kind === 'loose').toBe(arrival.shape === 'acknowledgement');
        return;
      }
      const found = standings.find((standing) => standing.matterId === placing.matterId);
      expect(found?.state === 'closed').toBe(placing.kind !== 'join');
      if (placing.kind === 'reopen') expect(arrival.shape).not.toBe('acknowledgement');
      if (arrival.quotedMatterId !== null) expect(placing.matterId).toBe(arrival.quotedMatterId);
    }),
  );
});

test('the order in which matters are handed in decides nothing', () => {
  const distinct = anyStandings.filter(
    (list) =>
      new Set(list.flatMap(({ residentAt, lastAt }) => [residentAt, lastAt]).map(Number)).size ===
      2 * list.length,
  );
  fc.assert(
    fc.property(anyArrival, distinct, (arrival, standings) => {
      expect(placeMessage(arrival, standings.toReversed(), rules)).toEqual(
        placeMessage(arrival, standings, rules),
      );
    }),
  );
});

function matterId(last: number): MatterId {
  const id = `00000000-0000-7000-8000-00000000000${last}`;
  if (!isMatterId(id)) throw new Error(id);
  return id;
}

function category(key: string) {
  if (!isCategoryId(key)) throw new Error(key);
  return key;
}

function department(key: string) {
  if (!isDepartmentId(key)) throw new Error(key);
  return key;
}
