import { expect, onTestFinished, test, vi } from 'vitest';
import { serviceHealth } from '#src/http/contract/health';
import { logInto } from '#test/support/clerk';
import { layAside } from '#test/support/laid-aside';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { runToItsEnd } from '#test/support/run-to-its-end';
import { openTown, saidTo } from '#test/support/town';

/** Words that stand nowhere else, one for each way in or out. */
const marks = {
  text: '鶴舞蝶々子',
  odd: '亀甲萬次郎',
  aside: '届かなかった言葉',
  answer: '松竹梅之助',
  name: '獅子丸牡丹',
} as const;

test(
  'a whole program shows what it does in metrics and on its health page, and no word of a resident in either or in its log',
  { timeout: 120_000 },
  async () => {
    const database = await migratedDatabase();
    onTestFinished(() => database.drop());
    const env = { DATABASE_URL: database.url, METRICS_PORT: '0' };
    const town = await openTown(env);
    onTestFinished(() => town.close());
    const { line, kodama } = town;
    const clerk = await logInto(town);
    const live = new AbortController();
    onTestFinished(() => live.abort());
    await clerk.watch(live.signal);
    const port = /"port":(\d+),"msg":"metrics are told"/.exec(kodama.output())?.[1] ?? '';
    const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const valueOf = async (name: string): Promise<number> => {
      const found = (await metrics()).split('\n').find((one) => one.startsWith(`${name} `));
      return Number(found?.split(' ').at(-1) ?? 'NaN');
    };

    for (const kind of ['rate-limited', 'server-error', 'drop-after-accepting', 'half-a-body'] as const)
      line.faults.plan({ kind }, { endpoint: 'reply' });
    const { userId } = line.addResident(marks.name);
    await line.sendText(userId, `家の前の道路に大きな穴が開いています。${marks.text}`);
    await line.waitFor(() => saidTo(line, userId).length === 1, 40_000);
    await line.sendText(userId, `${marks.odd}\u0000\ud800 道路の穴`);
    const [matter] = await clerk.matters();
    line.faults.plan({ kind: 'server-error' }, { endpoint: 'push', times: 2 });
    await clerk.reply(matter?.id ?? '', `明日うかがいます。${marks.answer}`);
    await line.waitFor(() => saidTo(line, userId).some((said) => said.includes(marks.answer)), 40_000);
    await fetch(`${kodama.url}/webhooks/line`, {
      method: 'POST',
      body: JSON.stringify({ words: marks.text }),
    });
    await fetch(`${kodama.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"${marks.text}`,
    });

    await expect.poll(() => valueOf('kodama_events_received_total{channel="line",kind="message"}')).toBe(2);
    expect(await valueOf('kodama_webhook_requests_total{channel="line",outcome="bad-signature"}')).toBe(1);
    expect(await valueOf('kodama_live_streams{page="inbox"}')).toBe(1);
    expect(await valueOf('kodama_database_up{database="kodama"}')).toBe(1);
    expect(await valueOf('kodama_job_seconds_count{job="message_sort",ending="done"}')).toBeGreaterThan(0);
    expect(
      await valueOf('kodama_send_seconds_count{channel="line",route="push",result="accepted"}'),
    ).toBeGreaterThan(0);
    expect(await metrics()).toMatch(
      /kodama_send_seconds_count\{channel="line",route="\w+",result="(unavailable|throttled|unknown)"\} \d/,
    );

    const [event] = await layAside(database.url, { count: 1, address: userId, at: new Date() });
    const health = await clerk.ask(serviceHealth, '/api/service-health');
    expect(health.processes).toMatchObject({ level: 'good', hasWorker: true, list: [{ role: 'all' }] });
    expect(health.setAside).toMatchObject({ count: 1, latest: [{ id: event, matter: { id: matter?.id } }] });

    const listed = await runToItsEnd({ DATABASE_URL: database.url }, 'replay');
    expect(listed).toMatchObject({ code: 0, said: expect.stringContaining(`${event}  line message of`) });
    const unknown = await runToItsEnd({ DATABASE_URL: database.url }, 'replay', null, ['--', 'tomorrow']);
    expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('Say which') });
    const replayed = await runToItsEnd({ DATABASE_URL: database.url }, 'replay', null, ['--all']);
    expect(replayed).toMatchObject({ code: 0, said: expect.stringContaining('1 to be read again') });
    const done = `select state from inbound_event where id = $1`;
    await vi.waitFor(
      async () => expect(await query(database.url, done, [event])).toEqual([{ state: 'done' }]),
      {
        timeout: 30_000,
        interval: 200,
      },
    );

    const everywhere = [kodama.output(), await metrics(), JSON.stringify(health), listed.said, replayed.said];
    live.abort();
    expect(await kodama.end()).toBe(0);
    everywhere.push(kodama.output());
    for (const mark of [...Object.values(marks), userId])
      expect([mark, everywhere.some((said) => said.includes(mark))]).toEqual([mark, false]);
    expect(await query(database.url, 'select from process_sign')).toEqual([]);
    const hours = await query(database.url, 'select outcome, count::int from webhook_hour order by outcome');
    expect(hours).toContainEqual({ outcome: 'bad-signature', count: 1 });
  },
);
