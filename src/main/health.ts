import { readEnv } from '#config/env';

/** Ends with 0 when the web or the worker of this container is ready; a container platform asks so. */
const { port, workerHealthPort } = readEnv();
const isReady = async (candidate: number): Promise<boolean> => {
  const response = await fetch(`http://127.0.0.1:${candidate}/readyz`, {
    signal: AbortSignal.timeout(3_000),
  }).catch(() => null);
  return response?.ok === true;
};
// One image serves as either, and which one it is only the platform knows.
process.exitCode = (await isReady(port)) || (await isReady(workerHealthPort ?? port)) ? 0 : 1;
