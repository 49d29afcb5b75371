import type { Clock } from '#src/ports/system';
import type { Metrics } from '#src/ports/metrics';
import type { AnsweredCalls } from '#src/store/webhook-hours';

/** How this web answered platforms since somebody last asked; the health page is told of it hour by hour. */
export interface AnsweredTally {
  take(): readonly AnsweredCalls[];
  /** For what was taken and could not be told. */
  giveBack(calls: readonly AnsweredCalls[]): void;
}

/** The same metrics, with how webhooks ended kept for the health page besides. */
export const tallyAnswers = (
  metrics: Metrics,
  clock: Clock,
): { readonly metrics: Metrics; readonly tally: AnsweredTally } => {
  let kept = new Map<string, AnsweredCalls>();
  const add = (calls: AnsweredCalls): void => {
    const key = `${calls.channel} ${calls.outcome}`;
    const before = kept.get(key);
    kept.set(key, { ...calls, count: calls.count + (before?.count ?? 0) });
  };
  return {
    metrics: {
      ...metrics,
      webhookBegan: (channel) => {
        const ended = metrics.webhookBegan(channel);
        return (outcome) => {
          ended(outcome);
          add({ channel, outcome, count: 1, lastAt: clock.now() });
        };
      },
    },
    tally: {
      take: () => {
        const taken = [...kept.values()];
        kept = new Map();
        return taken;
      },
      giveBack: (calls) => {
        const newer = [...kept.values()];
        kept = new Map();
        for (const one of [...calls, ...newer]) add(one);
      },
    },
  };
};
