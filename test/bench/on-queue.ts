import { measureAcknowledgement, type Acknowledgement } from './acknowledgement.ts';
import { round } from './figures.ts';
import { logIn } from './inbox.ts';
import type { Load } from './load.ts';
import type { Program } from './program.ts';
import { measureVisible, type Visible } from './visible.ts';

/** What is measured of the program on each backend of the queue. */
export interface OnQueue {
  readonly acknowledgements: readonly Acknowledgement[];
  /** Messages sorted and answered a second by one worker that has more to do than it can. */
  readonly pipelineRate: number;
  readonly visible: Visible;
  /** The highest rate of acknowledgements while a worker in the same process sorts and answers. */
  readonly busyRate: number;
}

interface Given {
  readonly load: Load;
  readonly program: Program;
  readonly credentials: { readonly email: string; readonly password: string };
  readonly seconds: number;
  readonly tell: (message: string) => void;
  /** While all of it still runs. */
  readonly look?: () => Promise<void>;
}

const rates = [100, 300] as const;

export const measureOnQueue = async (given: Given): Promise<OnQueue> => {
  const { load, program, credentials, seconds, tell, look } = given;
  const cookie = await logIn(program.url, credentials);
  // Code that never ran is slow once; a city's server has been running for a while.
  tell('warming up');
  await measureAcknowledgement(load, program, 50, Math.min(seconds, 10));
  const acknowledgements: Acknowledgement[] = [];
  for (const perSecond of rates) {
    tell(`${perSecond} webhooks a second for ${seconds} s, and until all is answered`);
    acknowledgements.push(await measureAcknowledgement(load, program, perSecond, seconds));
  }
  const fullest = acknowledgements.at(-1);
  const pipelineRate = fullest === undefined ? 0 : fullest.sent / (seconds + fullest.backlogSeconds);
  tell('50 messages a second before an open inbox');
  const visible = await measureVisible(load, program, cookie, 50, seconds);
  await look?.();
  const busyRate = await load.closedLoop(`${program.url}/webhooks/line`, 9_000, 3);
  return { acknowledgements, pipelineRate: round(pipelineRate, 1), visible, busyRate };
};
