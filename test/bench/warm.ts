import { drain } from './backlog.ts';
import type { City } from './city.ts';
import type { Bench } from './part.ts';
import type { Program } from './program.ts';

/** Code that never ran is slow once; a city's server has been running for a while. */
export const startWarm = async ({ load, seconds }: Bench, city: City): Promise<Program> => {
  const program = await city.start('start');
  await load.openLoop(webhooksOf(program), { perSecond: 50, seconds: Math.min(Math.max(seconds, 5), 10) });
  await drain(city.databaseUrl);
  await load.taken();
  return program;
};

export const webhooksOf = ({ url }: Program): string => `${url}/webhooks/line`;
