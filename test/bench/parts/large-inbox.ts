import { isStaffId } from '#src/domain/ids';
import { matterDetail, matterList } from '#src/http/contract/matters';
import { listMatters } from '#src/store/matter-list';
import { messagesOf, readMatter } from '#src/store/matter-thread';
import { openStore } from '#src/store/open';
import { inCity, type City } from '#test/bench/city';
import { layStaff } from '#test/bench/city-staff';
import { round, spreadOf, type Spread } from '#test/bench/figures';
import { layCity } from '#test/bench/lay-city';
import type { Bench, Measured, Row } from '#test/bench/part';
import { inWords, perOne, processorOf, type Processor } from '#test/bench/processor';
import { logIn, type Session } from '#test/bench/session';
import { query } from '#test/support/query';

const mostMs = 30;
const times = 200;

/** A clerk's list and a matter in a city some years on, with the walls: by HTTP as the page asks, and the SQL alone. */
export const largeInbox = (bench: Bench): Promise<Measured> =>
  inCity(bench, 'PostgreSQL', async (city) => {
    const web = await city.start('web');
    const supervisor = await logIn(web);
    const laid = await layCity(city.databaseUrl, bench.matters);
    bench.tell(`  ${laid.messages} messages of ${laid.matters} matters laid in ${round(laid.seconds, 0)} s`);
    const [person] = await layStaff(city.databaseUrl, 1);
    const clerk = { base: web.url, cookie: person?.cookie ?? '', csrfToken: '' };
    const timed = stopwatch(() => processorOf(city, bench.load, { web }));
    const asked: Record<string, Asked> = {
      ...(await throughHttp('a clerk', clerk, timed)),
      ...(await throughHttp('a supervisor of all departments', supervisor, timed)),
      ...(await asSql(city, timed)),
    };
    const size = `${laid.messages} messages, ${laid.matters} matters`;
    return {
      figures: { laid, asked },
      rows: Object.entries(asked).map(([what, ms]) => rowOf(what, ms, size)),
    };
  });

interface Asked {
  readonly latencyMs: Spread;
  /** For one request. */
  readonly processorMs: Processor | null;
}

type Stopwatch = (ask: (index: number) => Promise<void>) => Promise<Asked>;

const rowOf = (what: string, { latencyMs: { p50, p95, most }, processorMs }: Asked, size: string): Row => ({
  what: `${what}; ${size}`,
  measured: `p50 ${p50}, p95 ${p95}, most ${most} ms; processor time: ${inWords(processorMs)}`,
  aim: `p95 <= ${mostMs} ms`,
  isReached: p95 <= mostMs,
});

const throughHttp = async (
  who: string,
  session: Session,
  timed: Stopwatch,
): Promise<Record<string, Asked>> => {
  const ids: string[] = [];
  const asked: Record<string, Asked> = {};
  const lists = {
    'who waits longest': 'view=department&order=waiting&limit=50',
    'newest first': 'view=all&order=newest&limit=50',
    'closed ones': 'view=all&state=closed&order=newest&limit=50',
  };
  for (const [name, words] of Object.entries(lists)) {
    asked[`list of ${who}, ${name}`] = await timed(async () => {
      const { rows } = matterList.parse(await get(session, `/api/matters?${words}`));
      if (ids.length < times) ids.push(...rows.map(({ id }) => id));
    });
  }
  if (ids.length === 0) throw new Error(`${who} sees no matter`);
  asked[`a matter of ${who}`] = await timed(async (index) => {
    matterDetail.parse(await get(session, `/api/matters/${ids[index % ids.length] ?? ''}`));
  });
  return asked;
};

const get = async ({ base, cookie }: Session, path: string): Promise<unknown> => {
  const response = await fetch(`${base}${path}`, { headers: { cookie } });
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
  return response.json();
};

const asSql = async ({ databaseUrl }: City, timed: Stopwatch): Promise<Record<string, Asked>> => {
  const [row] = await query(databaseUrl, "select id from staff where email = 'bench-0@city.example'");
  const staffId = String(row?.['id']);
  if (!isStaffId(staffId)) throw new Error('the clerk is not there');
  const store = openStore({ url: databaseUrl, maxConnections: 2, onBroken: () => {} });
  try {
    const filter = { view: 'department', state: null, departmentId: null } as const;
    const order = { by: 'waiting', after: null, limit: 51 } as const;
    const list = () => store.asStaff(staffId, (tx) => listMatters(tx, staffId, filter, order));
    const ids = (await list()).map(({ id }) => id);
    return {
      'SQL of the list': await timed(async () => void (await list())),
      'SQL of a matter': await timed(async (index) => {
        const id = ids[index % ids.length];
        if (id === undefined) throw new Error('the clerk sees no matter');
        await store.asStaff(staffId, async (tx) => {
          await readMatter(tx, staffId, id);
          await messagesOf(tx, id, 200);
        });
      }),
    };
  } finally {
    await store.close();
  }
};

/** One after the other, and a few before that do not count. */
const stopwatch =
  (processorNow: () => Promise<Processor | null>): Stopwatch =>
  async (ask) => {
    for (let index = 0; index < 10; index += 1) await ask(index);
    const before = await processorNow();
    const tookMs: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const startedAt = performance.now();
      await ask(index);
      tookMs.push(performance.now() - startedAt);
    }
    const used = perOne(before, await processorNow(), times);
    const processorMs = used === null ? null : { web: used['web'] ?? 0, PostgreSQL: used['PostgreSQL'] ?? 0 };
    return { latencyMs: spreadOf(tookMs), processorMs };
  };
