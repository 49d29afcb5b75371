import { isCode, perFile, type Remark } from './rule.ts';

const clock = 'Take the time from an argument `now` or from the Clock port.';
const chance = 'Take what is new or random from the Ids port.';
const words = 'Tell it to the Log port.';

const reads: ReadonlyMap<string, string> = new Map([
  ['Date.now', clock],
  ['performance.now', clock],
  ['Math.random', chance],
  ['crypto.randomUUID', chance],
  ['crypto.getRandomValues', chance],
  ['crypto.randomBytes', chance],
  ['crypto.randomInt', chance],
]);
const fromCrypto = /^(randomUUID|randomBytes|randomInt|getRandomValues|webcrypto)$/;

const ownPlaces = new Set(['config/env.ts', 'src/web/shared/system.ts']);

/** What nobody brought into the room: the clock, chance and the console. */
export const ambient = perFile({
  name: 'clock, chance, console',
  reads: (path) => isCode(path) && !ownPlaces.has(path) && !/^(src\/main|test)\//.test(path),
  judge: (source) => {
    const remarks: Remark[] = [];
    const remark = (start: number, says: string) => remarks.push({ line: source.lineAt(start), says });
    source.visit({
      NewExpression: ({ callee, arguments: given, start }) => {
        if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0)
          remark(start, clock);
      },
      CallExpression: ({ callee, start }) => {
        if (callee.type === 'Identifier' && callee.name === 'Date') remark(start, clock);
      },
      MemberExpression: ({ object, property, start }) => {
        if (object.type !== 'Identifier' || property.type !== 'Identifier') return;
        const says = object.name === 'console' ? words : reads.get(`${object.name}.${property.name}`);
        if (says !== undefined) remark(start, says);
      },
      ImportDeclaration: ({ source: from, specifiers }) => {
        if (!/^(node:)?crypto$/.test(from.value)) return;
        for (const specifier of specifiers) {
          if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue;
          if (fromCrypto.test(specifier.imported.name)) remark(specifier.start, chance);
        }
      },
    });
    return remarks;
  },
});
