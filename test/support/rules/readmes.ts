import type { Check, Finding, House } from './rule.ts';

const rooms = [
  ...['domain', 'text', 'ports', 'queue', 'store', 'usecases', 'http', 'web', 'main'].map(
    (name) => `src/${name}`,
  ),
  'adapters',
  'workers',
  'config',
  'test',
];
const longest = 40;

export const readmes: Check = {
  name: "rooms' READMEs",
  run: (house) => {
    const built = rooms.filter((room) => house.sources.some(({ path }) => path.startsWith(`${room}/`)));
    return { read: built.length, findings: built.flatMap((room) => judge(room, house)) };
  },
};

const judge = (room: string, { sources }: House): readonly Finding[] => {
  const path = `${room}/README.md`;
  const readme = sources.find((source) => source.path === path);
  if (readme === undefined) {
    return [
      { weight: 'fails', path, line: 1, says: 'Write what lives here, what may not, how to add one more.' },
    ];
  }
  const length = readme.lines.length;
  if (length <= longest) return [];
  return [{ weight: 'fails', path, line: longest, says: `${length} lines: say it in ${longest}.` }];
};
