import { perFile } from './rule.ts';

const strangers = [
  {
    pattern: /\/\/registry\.|\bregistry\.\w+\.(org|com|io|dev)\b|^\s*"resolved":/,
    says: 'Take the registry out: which one serves a package is the business of whoever installs it.',
  },
  {
    pattern: /(?<![\w.~*}-])\/(work|workspaces?|builds|home|Users)\/\w/,
    says: 'Name the file from the root of the repository; an absolute path exists on one machine only.',
  },
];

/** The repository knows neither where its packages were fetched nor in which folder it lies. */
export const ownGround = perFile({
  name: 'hosts and paths',
  reads: () => true,
  judge: ({ lines }) =>
    lines.flatMap((text, index) =>
      strangers.filter(({ pattern }) => pattern.test(text)).map(({ says }) => ({ line: index + 1, says })),
    ),
});
