import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffId } from '#src/domain/ids';
import { states } from '#src/domain/matter';
import { historyOf } from '#src/store/events';
import { countMatters, listMatters, type ListFilter, type ListOrder } from '#src/store/matter-list';
import type { MatterSummary } from '#src/store/matter-rows';
import { messagesOf, readMatter } from '#src/store/matter-thread';
import type { Tx } from '#src/store/open';
import { desk, openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { layManyMatters } from '#test/support/many-matters';

let hall: CityHall;
let clerk: StaffId;
let sorter: StaffId;

beforeAll(async () => {
  hall = await openCityHall();
  await layManyMatters(hall.url, 20_200, 200);
  const two = [road, water].map((departmentId) => ({ departmentId, role: 'staff' as const }));
  clerk = (await hall.employ('clerk@city.example', { memberships: two })).person.id;
  const memberships = [{ departmentId: desk, role: 'staff' }] as const;
  sorter = (await hall.employ('sorter@city.example', { memberships })).person.id;
}, 120_000);
afterAll(() => hall.drop());

interface Touched {
  readonly table: string;
  readonly scans: number;
  readonly rows: number;
}

/** What the work made PostgreSQL look at, of the tables that grow with the years. */
const touchedBy = (who: StaffId, work: (tx: Tx) => Promise<unknown>): Promise<readonly Touched[]> =>
  hall.store.asStaff(who, async (tx) => {
    const before = await counters(tx);
    await work(tx);
    const after = await counters(tx);
    return after.map(({ table, scans, rows }, index) => ({
      table,
      scans: scans - (before[index]?.scans ?? 0),
      rows: rows - (before[index]?.rows ?? 0),
    }));
  });

/** A connection adds these up until it has a quiet second to report them. */
const counters = async (tx: Tx): Promise<readonly Touched[]> => {
  const { rows } = await sql<Touched>`
    select relname as table, seq_scan::int as scans, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows
    from pg_stat_xact_user_tables
    where schemaname = 'public' and relname in ('matter', 'message', 'matter_message', 'outbox', 'outbox_message', 'delivery', 'event')
    order by relname`.execute(tx);
  return rows;
};

const expectFew = (touched: readonly Touched[], mostRows: number): void => {
  expect(touched).toHaveLength(7);
  expect(touched.filter(({ scans, rows }) => scans > 0 || rows > mostRows)).toEqual([]);
};

const filter = (change: Partial<ListFilter> = {}): ListFilter => ({
  view: 'department',
  state: null,
  departmentId: null,
  ...change,
});
const order = (change: Partial<ListOrder> = {}): ListOrder => ({
  by: 'waiting',
  after: null,
  limit: 51,
  ...change,
});

describe('with years of closed matters, a page is found by an index', () => {
  const asked = (['waiting', 'newest'] as const).flatMap((by) =>
    (['mine', 'department', 'unassigned', 'sorting', 'all'] as const).flatMap((view) =>
      [null, ...states].map((state) => ({ by, view, state })),
    ),
  );

  test.each(asked.filter(({ by, state }) => by === 'newest' || state !== 'closed'))(
    '$view, $state, by $by',
    async ({ by, view, state }) => {
      const found = await touchedBy(view === 'sorting' ? sorter : clerk, (tx) =>
        listMatters(tx, clerk, filter({ view, state }), order({ by })),
      );
      expectFew(found, 2_000);
    },
  );

  test('also what did not arrive, and how much that is', async () => {
    const found = await touchedBy(clerk, (tx) =>
      listMatters(tx, clerk, filter({ view: 'all', sending: 'failed' }), order()),
    );
    expectFew(found, 2_000);
  });

  test('also the hundredth page of what is closed', async () => {
    const seen: string[] = [];
    let after: ListOrder['after'] = null;
    for (let page = 0; page < 100; page += 1) {
      const from: ListOrder['after'] = after;
      const rows: readonly MatterSummary[] = await hall.store.asStaff(clerk, (tx) =>
        listMatters(tx, clerk, filter({ state: 'closed' }), order({ by: 'newest', after: from, limit: 20 })),
      );
      const last = rows.at(-1);
      if (last === undefined) throw new Error('There are more pages than that.');
      after = { isUrgent: last.isUrgent, atMs: last.lastResidentAt.getTime(), id: last.id };
      seen.push(...rows.map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(2_000);
    const place = after;
    const found = await touchedBy(clerk, (tx) =>
      listMatters(tx, clerk, filter({ state: 'closed' }), order({ by: 'newest', after: place, limit: 20 })),
    );
    expectFew(found, 2_000);
  });
});

test('pages follow one another without gap or double, the urgent first and then who waits longest', async () => {
  const rows: MatterSummary[] = [];
  let after: ListOrder['after'] = null;
  for (;;) {
    const from: ListOrder['after'] = after;
    const page: readonly MatterSummary[] = await hall.store.asStaff(clerk, (tx) =>
      listMatters(tx, clerk, filter(), order({ after: from, limit: 30 })),
    );
    const last = page.at(-1);
    if (last === undefined) break;
    after = { isUrgent: last.isUrgent, atMs: last.waitingSince?.getTime() ?? Infinity, id: last.id };
    rows.push(...page);
  }
  const sorted = rows.toSorted(
    (a, b) =>
      Number(b.isUrgent) - Number(a.isUrgent) ||
      (a.waitingSince?.getTime() ?? Infinity) - (b.waitingSince?.getTime() ?? Infinity),
  );
  expect(rows.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
  expect(rows).toHaveLength(133);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(133);
});

test('counting what is open does not look at what is closed', async () => {
  expectFew(await touchedBy(clerk, (tx) => countMatters(tx, clerk)), 2_000);
});

test('opening one matter looks at that matter', async () => {
  const [first] = await hall.store.asStaff(clerk, (tx) => listMatters(tx, clerk, filter(), order()));
  if (first === undefined) throw new Error('There are no matters.');
  const found = await touchedBy(clerk, async (tx) => {
    await readMatter(tx, clerk, first.id);
    await messagesOf(tx, first.id, 200);
    await historyOf(tx, first.id);
  });
  expectFew(found, 500);
});
