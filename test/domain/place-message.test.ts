import { expect, test } from 'vitest';
import { isCategoryId, isDepartmentId, isMatterId, type MatterId } from '#src/domain/ids';
import { placeMessage, type Arrival, type Standing } from '#src/domain/place-message';

const now = new Date('2026-11-17T01:00:00Z');
const ago = ({ days = 0, minutes = 0 }: { days?: number; minutes?: number }): Date =>
  new Date(now.getTime() - (days * 1_440 + minutes) * 60_000);
const rules = { reopenWithinDays: 7, likenessThreshold: 0.35 };

const road = { categoryId: category('road-damage'), departmentId: department('road') };
const park = { categoryId: category('park'), departmentId: department('park') };
const desk = { categoryId: null, departmentId: department('sorting') };
const first = matterId(1);
const second = matterId(2);

const matter = (more: Partial<Standing> = {}): Standing => {
  const residentAt = more.residentAt ?? ago({ days: 2 });
  const closedAt = more.closedAt ?? null;
  return {
    matterId: first,
    state: closedAt === null ? 'open' : 'closed',
    ...road,
    residentAt,
    lastAt: closedAt ?? residentAt,
    closedAt,
    likeness: 0,
    ...more,
  };
};
const place = (arrival: Partial<Arrival>, ...standings: readonly Standing[]) =>
  placeMessage(
    { shape: 'words', quotedMatterId: null, setMatterId: null, sure: null, at: now, ...arrival },
    standings,
    rules,
  );
const joins = (id: MatterId) => ({ kind: 'join', matterId: id });
const reopens = (id: MatterId) => ({ kind: 'reopen', matterId: id });
const open = { kind: 'open' };
const loose = { kind: 'loose' };

test('the first words and the first photo of a resident open a matter, a first sticker does not', () => {
  expect(place({})).toEqual(open);
  expect(place({ sure: road })).toEqual(open);
  expect(place({ shape: 'wordless' })).toEqual(open);
  expect(place({ shape: 'acknowledgement' })).toEqual(loose);
});

test('words about the subject of an open matter join it, days later too; another subject opens its own', () => {
  expect(place({ sure: road }, matter())).toEqual(joins(first));
  expect(place({ sure: park }, matter())).toEqual(open);
  expect(place({ sure: park }, matter({ residentAt: ago({ minutes: 5 }) }))).toEqual(open);
});

test('words like those of an open matter join it, whatever the classifier thinks', () => {
  expect(place({ sure: park }, matter({ likeness: 0.35 }))).toEqual(joins(first));
  expect(place({ sure: park }, matter({ likeness: 0.34 }))).toEqual(open);
});

test('of two matters with like words the more alike one is meant', () => {
  const nearer = matter({ matterId: second, likeness: 0.8 });
  expect(place({}, matter({ likeness: 0.4, residentAt: ago({ minutes: 1 }) }), nearer)).toEqual(
    joins(second),
  );
});

test('a matter that staff routed by hand is recognised by its department', () => {
  expect(place({ sure: road }, matter({ categoryId: null }))).toEqual(joins(first));
  expect(place({ sure: park }, matter({ categoryId: null }))).toEqual(open);
});

test('a vague sentence belongs to the talk of the last half hour, and later opens its own matter', () => {
  expect(place({}, matter({ residentAt: ago({ minutes: 30 }) }))).toEqual(joins(first));
  expect(place({}, matter({ residentAt: ago({ minutes: 31 }) }))).toEqual(open);
});

test('a vague sentence soon after an answer of staff belongs to that answer, however old the question', () => {
  const answered = matter({ residentAt: ago({ days: 3 }), lastAt: ago({ minutes: 20 }) });
  const later = matter({ matterId: second, ...park, residentAt: ago({ minutes: 25 }) });
  expect(place({}, later, answered)).toEqual(joins(first));
});

test('a vague sentence belongs to the matter that waits for the resident, days later too', () => {
  expect(place({}, matter({ state: 'waiting', lastAt: ago({ days: 1 }) }))).toEqual(joins(first));
});

test('what follows a question within half an hour answers it, whatever it sounds like', () => {
  const asked = matter({ state: 'waiting', lastAt: ago({ minutes: 10 }) });
  expect(place({ sure: park }, asked)).toEqual(joins(first));
  const longAgo = matter({ state: 'waiting', lastAt: ago({ minutes: 31 }) });
  expect(place({ sure: park }, longAgo)).toEqual(open);
});

test('the words after a photo say what it is about, within half an hour', () => {
  const photo = matter({ state: 'sorting', ...desk, residentAt: ago({ minutes: 29 }) });
  const other = matter({ matterId: second, likeness: 0.5 });
  expect(place({ sure: road }, photo)).toEqual(joins(first));
  expect(place({}, photo)).toEqual(joins(first));
  expect(place({ sure: road }, other, photo)).toEqual(joins(first));
  expect(place({ sure: road }, { ...photo, lastAt: ago({ minutes: 31 }) })).toEqual(open);
});

test('a matter on the sorting desk that the resident has left takes no words of another talk', () => {
  const unsorted = matter({ state: 'sorting', ...desk, residentAt: ago({ minutes: 20 }) });
  const later = matter({ matterId: second, ...park, residentAt: ago({ minutes: 5 }) });
  expect(place({ sure: park }, unsorted, later)).toEqual(joins(second));
  expect(place({ sure: road }, unsorted, later)).toEqual(open);
});

test('a message that comes late does not belong to a talk that began days after it', () => {
  expect(place({ at: ago({ days: 2 }) }, matter({ residentAt: now }))).toEqual(open);
  expect(place({ at: ago({ minutes: 10 }) }, matter({ residentAt: now }))).toEqual(joins(first));
});

test('a closed matter reopens for like words within the days of the city, and no longer', () => {
  expect(place({}, matter({ closedAt: ago({ days: 7 }), likeness: 0.5 }))).toEqual(reopens(first));
  expect(place({ sure: road }, matter({ closedAt: ago({ days: 7 }), likeness: 0.5 }))).toEqual(
    reopens(first),
  );
  expect(place({}, matter({ closedAt: ago({ days: 7, minutes: 1 }), likeness: 0.5 }))).toEqual(open);
});

test('a vague sentence soon after the closing takes it up again, and later opens its own matter', () => {
  expect(place({}, matter({ closedAt: ago({ minutes: 30 }) }))).toEqual(reopens(first));
  expect(place({}, matter({ closedAt: ago({ minutes: 31 }) }))).toEqual(open);
});

test('the same subject alone does not reopen: another hole in another road is another matter', () => {
  expect(place({ sure: road }, matter({ closedAt: ago({ days: 1 }), likeness: 0.1 }))).toEqual(open);
  expect(place({ sure: road }, matter({ closedAt: ago({ minutes: 1 }) }))).toEqual(open);
});

test('an open matter with like words comes before a closed one, a closed one before mere chance in time', () => {
  const closed = matter({ closedAt: ago({ days: 1 }), likeness: 0.9 });
  expect(place({}, matter({ matterId: second, likeness: 0.4 }), closed)).toEqual(joins(second));
  expect(place({}, matter({ matterId: second, residentAt: ago({ minutes: 1 }) }), closed)).toEqual(
    reopens(first),
  );
});

test('a quote says which matter is meant, whatever the words sound like', () => {
  const latest = matter({ matterId: second, ...park, residentAt: ago({ minutes: 1 }), likeness: 1 });
  expect(place({ quotedMatterId: first, sure: park }, latest, matter())).toEqual(joins(first));
  expect(place({ quotedMatterId: first, shape: 'wordless' }, latest, matter())).toEqual(joins(first));
  expect(place({ quotedMatterId: first, shape: 'acknowledgement' }, latest, matter())).toEqual(joins(first));
});

test('a quote of a closed matter reopens it within the days, a thanks leaves it closed', () => {
  const closed = matter({ closedAt: ago({ days: 7 }) });
  expect(place({ quotedMatterId: first, sure: park }, closed)).toEqual(reopens(first));
  expect(place({ quotedMatterId: first, shape: 'wordless' }, closed)).toEqual(reopens(first));
  expect(place({ quotedMatterId: first, shape: 'acknowledgement' }, closed)).toEqual({
    kind: 'follow',
    matterId: first,
  });
});

test('a quote of what was closed too long ago opens a new matter and drags in no other', () => {
  const old = matter({ closedAt: ago({ days: 8 }) });
  const latest = matter({ matterId: second, residentAt: ago({ minutes: 1 }), likeness: 1 });
  for (const standings of [[old, latest], [latest]]) {
    expect(place({ quotedMatterId: first, sure: road }, ...standings)).toEqual(open);
    expect(place({ quotedMatterId: first, shape: 'wordless' }, ...standings)).toEqual(open);
    expect(place({ quotedMatterId: first, shape: 'acknowledgement' }, ...standings)).toEqual(loose);
  }
});

test('a thanks belongs to the matter in which something was said last, by whomever', () => {
  const answered = matter({ residentAt: ago({ days: 3 }), lastAt: ago({ minutes: 20 }) });
  const later = matter({ matterId: second, residentAt: ago({ days: 1 }) });
  expect(place({ shape: 'acknowledgement' }, later, answered)).toEqual(joins(first));
});

test('a thanks after the closing stays with the closed matter, for the days in which it may reopen', () => {
  const other = matter({ matterId: second, residentAt: ago({ days: 9 }) });
  const follows = { kind: 'follow', matterId: first };
  const closed = matter({ closedAt: ago({ days: 7 }) });
  expect(place({ shape: 'acknowledgement' }, other, closed)).toEqual(follows);
  const longClosed = matter({ closedAt: ago({ days: 8 }) });
  expect(place({ shape: 'acknowledgement' }, longClosed)).toEqual(loose);
});

test('a photo belongs to the matter the resident wrote about last, while that is open', () => {
  const before = matter({ residentAt: ago({ days: 3 }), lastAt: ago({ minutes: 1 }) });
  const latest = matter({ matterId: second, residentAt: ago({ days: 1 }) });
  expect(place({ shape: 'wordless' }, before, latest)).toEqual(joins(second));
  const closed = matter({ matterId: second, residentAt: ago({ days: 1 }), closedAt: ago({ minutes: 1 }) });
  expect(place({ shape: 'wordless' }, before, closed)).toEqual(open);
});

test('a photo belongs to the matter in which staff asked for something since the resident last wrote', () => {
  const asked = matter({ state: 'waiting', residentAt: ago({ days: 3 }), lastAt: ago({ minutes: 1 }) });
  const latest = matter({ matterId: second, residentAt: ago({ days: 1 }) });
  expect(place({ shape: 'wordless' }, latest, asked)).toEqual(joins(first));
  const writtenSince = matter({ matterId: second, residentAt: now });
  expect(place({ shape: 'wordless' }, writtenSince, asked)).toEqual(joins(second));
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
