import type { Feature, FeatureKind, Features } from './features.ts';

/**
 * From this likeness on, two messages are taken to be about the same thing. In the sample city about one in a thousand
 * pairs of sentences from different categories reaches it.
 */
export const sameThingFrom = 0.35;

/** How much two texts share, from 0 (nothing) to 1 (all). */
export const likeness = (a: Features, b: Features): number => {
  const shared = weigh([...a].filter(([key]) => b.has(key)));
  return shared === 0 ? 0 : Math.min(1, shared / Math.sqrt(weigh([...a]) * weigh([...b])));
};

const weigh = (entries: readonly (readonly [string, Feature])[]): number =>
  entries.reduce((sum, [, { kind }]) => sum + weightOf[kind], 0);

const weightOf = { word: 1, pair: 0.5, gram: 0.5 } as const satisfies Record<FeatureKind, number>;
