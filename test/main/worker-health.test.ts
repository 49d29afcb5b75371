import { expect, onTestFinished, test } from 'vitest';
import { PortTakenError } from '#src/main/listen';
import { makeInstruments } from '#src/main/metrics';
import { startWorkerHealth } from '#src/main/worker-health';

const statusesOf = async (port: number): Promise<readonly number[]> => {
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  return Promise.all(['/healthz', '/readyz', '/', '/metrics'].map(ask));
};

const { read } = makeInstruments();
const token = 'a token of the test';

test('a worker that cannot work is alive and not ready, and a taken port is told by the setting’s name', async () => {
  let isWell = false;
  const checkReady = (): Promise<void> =>
    isWell ? Promise.resolve() : Promise.reject(new Error('no database'));
  const told = { checkReady, metrics: { token: null, read } };
  const health = await startWorkerHealth(0, told);
  onTestFinished(() => health.close());
  expect(await statusesOf(health.port)).toEqual([200, 503, 404, 404]);
  isWell = true;
  expect(await statusesOf(health.port)).toEqual([200, 200, 404, 404]);
  const second = startWorkerHealth(health.port, told);
  await expect(second).rejects.toThrow(PortTakenError);
  await expect(second).rejects.toThrow(/set WORKER_HEALTH_PORT to a free one/);
});

test('a worker tells its metrics beside its health to whoever knows the token, and to nobody else', async () => {
  const health = await startWorkerHealth(0, {
    checkReady: () => Promise.resolve(),
    metrics: { token, read },
  });
  onTestFinished(() => health.close());
  const ask = (authorization: string) =>
    fetch(`http://127.0.0.1:${health.port}/metrics`, { headers: { authorization } });
  expect((await ask('Bearer another')).status).toBe(401);
  const answer = await ask(`Bearer ${token}`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(await answer.text()).toContain('nodejs_eventloop_lag_seconds');
});
