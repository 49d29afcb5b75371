import { expect, onTestFinished, test } from 'vitest';
import { PortTakenError } from '#src/main/listen';
import { startWorkerHealth } from '#src/main/worker-health';

const statusesOf = async (port: number): Promise<readonly number[]> => {
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  return Promise.all(['/healthz', '/readyz', '/'].map(ask));
};

test('a worker that cannot work is alive and not ready, and a taken port is told by the setting’s name', async () => {
  let isWell = false;
  const check = (): Promise<void> => (isWell ? Promise.resolve() : Promise.reject(new Error('no database')));
  const health = await startWorkerHealth(0, check);
  onTestFinished(() => health.close());
  expect(await statusesOf(health.port)).toEqual([200, 503, 404]);
  isWell = true;
  expect(await statusesOf(health.port)).toEqual([200, 200, 404]);
  const second = startWorkerHealth(health.port, check);
  await expect(second).rejects.toThrow(PortTakenError);
  await expect(second).rejects.toThrow(/set WORKER_HEALTH_PORT to a free one/);
});
