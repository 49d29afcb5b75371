import type { Env } from '#config/env';
import type { ProcessRole } from '#src/domain/health-facts';
import type { MetricsPage } from '#src/http/metrics-page';
import type { Log } from '#src/ports/system';
import type { AnsweredTally } from './answered-calls.ts';
import { startMetricsServer } from './metrics-server.ts';
import type { Endings } from './program.ts';
import { startSignOfLife } from './sign-of-life.ts';
import type { Wired } from './wire.ts';

export interface Overseen {
  readonly wired: Wired;
  readonly env: Env;
  readonly role: ProcessRole;
  /** Null in a program that answers no platform. */
  readonly tally: AnsweredTally | null;
  readonly log: Log;
}

/** What lets others see how this program is: its sign of life for the health page, and its metrics on a port of their own. */
export const startOversight = async (
  endings: Endings,
  { wired, env, role, tally, log }: Overseen,
): Promise<void> => {
  const sign = await startSignOfLife(wired, { role, tally, log });
  endings.add('sign of life', () => sign.close());
  if (env.metricsPort === null) return;
  const server = await startMetricsServer(env.metricsPort, metricsPageOf(wired, env));
  endings.add('metrics', () => server.close());
  log.info('metrics are told', { port: server.port });
};

export const metricsPageOf = ({ instruments }: Wired, { metricsToken: token }: Env): MetricsPage => ({
  token,
  read: () => instruments.read(),
});
