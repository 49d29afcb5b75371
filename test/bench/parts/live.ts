import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { inCity } from '#test/bench/city';
import { layStaff } from '#test/bench/city-staff';
import { drain } from '#test/bench/backlog';
import { openEar, type Ear } from '#test/bench/ear';
import { spreadOf } from '#test/bench/figures';
import { onEachQueue, type Bench, type Measured, type Queue } from '#test/bench/part';
import { startWarm, webhooksOf } from '#test/bench/warm';
import { query } from '#test/support/query';

const staff = 200;
const perSecond = 50;
const mostSeconds = 30;
/** After the last answer, for what is still on its way to the inboxes. */
const patienceMs = 3_000;

/**
 * From when a webhook was to leave until an open inbox of its department is told: one figure for each inbox and message.
 * Everybody writes once, so that each message opens a matter of its own.
 */
export const live = (bench: Bench): Promise<Measured> =>
  onEachQueue(bench, (queue) => beforeManyInboxes(bench, queue));

const beforeManyInboxes = (bench: Bench, queue: Queue): Promise<Measured> =>
  inCity(bench, queue, async (city) => {
    const program = await startWarm(bench, city);
    const people = await layStaff(city.databaseUrl, staff);
    const ears = await Promise.all(people.map(({ cookie }) => openEar(program.url, cookie)));
    const { sent, dueAtMs } = await bench.load.openLoop(webhooksOf(program), {
      perSecond,
      seconds: Math.min(bench.seconds, mostSeconds),
      messagesPerResident: 1,
    });
    await drain(city.databaseUrl);
    await pause(patienceMs);
    const opened = (await whatWasOpened(city.databaseUrl)).filter(({ mark }) => dueAtMs.has(mark));
    const earsOf = Map.groupBy(
      ears.map((ear, index) => ({ ear, departmentId: people[index]?.departmentId })),
      ({ departmentId }) => departmentId,
    );
    const heard = opened.flatMap(({ matterId, departmentId, mark }) =>
      (earsOf.get(departmentId) ?? []).map(({ ear }) => latencyOf(ear, matterId, dueAtMs.get(mark))),
    );
    for (const ear of ears) ear.close();
    const latencyMs = spreadOf(heard.filter((one) => one !== null));
    const neverHeard = heard.filter((one) => one === null).length;
    return {
      figures: { staff, perSecond, sent, opened: opened.length, told: heard.length, neverHeard, latencyMs },
      rows: [
        {
          what: `${staff} live inboxes, ${perSecond} messages/s: webhook to event seen`,
          measured:
            `p50 ${latencyMs.p50}, p95 ${latencyMs.p95}, p99 ${latencyMs.p99} ms; ` +
            `${neverHeard} of ${heard.length} never seen`,
          aim: 'p95 <= 500 ms',
          isReached: latencyMs.p95 <= 500 && neverHeard === 0 && opened.length === sent,
        },
      ],
    };
  });

const latencyOf = ({ heardAtMs }: Ear, matterId: string, dueAtMs = Number.NaN): number | null => {
  const heardAt = heardAtMs.get(matterId);
  return heardAt === undefined ? null : heardAt - dueAtMs;
};

const whatWasOpened = async (databaseUrl: string) => openings.parse(await query(databaseUrl, openedMatters));

const openings = z.array(z.object({ matterId: z.string(), departmentId: z.string(), mark: z.string() }));

const openedMatters = `
  select m.id as "matterId", m.department_id as "departmentId", substring(g.content ->> 'text' from '#[0-9]+$') as mark
  from matter m join matter_message mm on mm.matter_id = m.id join message g on g.id = mm.message_id
  where g.author = 'resident'`;
