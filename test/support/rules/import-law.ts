import { posix } from 'node:path';
import { isCode, perFile } from './rule.ts';
import { isCovered, roomOf, rooms, vendors } from './rooms.ts';
import type { Source } from './source.ts';

/** The law of ARCHITECTURE: no import points back, and each vendor has one home. */
export const importLaw = perFile({
  name: 'import law',
  reads: isCode,
  judge: (source) =>
    importsOf(source).flatMap((found) => {
      const says = judge(source.path, found);
      return says === undefined ? [] : [{ line: source.lineAt(found.start), says }];
    }),
});

type Import = { readonly specifier: string; readonly isTypeOnly: boolean; readonly start: number };

const judge = (path: string, { specifier, isTypeOnly }: Import): string | undefined => {
  if (specifier === '') return 'Write the name of the module in quotes, so that the import law can read it.';
  const room = roomOf(path);
  const law = rooms.find(({ name }) => isCovered(room, name));
  if (law === undefined)
    return `Give ${room} a line in test/support/rules/rooms.ts, or move the file to a room.`;
  const target = targetOf(path, specifier);
  if (target === undefined) return judgeVendor(path, specifier);
  if (target === room || law.imports === 'every room') return undefined;
  if (room === 'src/web' && isTypeOnly && /^#src\/http\/contract(\/|$)/.test(specifier)) return undefined;
  if (law.imports.some((pattern) => isCovered(target, pattern))) return undefined;
  return `${room} may not import ${target}: hand it in, or move what both need to a room that both may import.`;
};

const judgeVendor = (path: string, specifier: string): string | undefined => {
  const room = roomOf(path);
  if (room === 'test') return undefined;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const homes = vendors.filter(({ packages }) => packages.some((pattern) => isCovered(name, pattern)));
  if (homes.length === 0) return `Give ${name} a home in test/support/rules/rooms.ts.`;
  const places = homes.flatMap((vendor) => vendor.homes);
  if (places.some((home) => home === path || isCovered(room, home))) return undefined;
  return `${name} may not be used in ${room}; it lives in ${places.join(', ')}.`;
};

/** The room that is meant; undefined for somebody else's package. */
const targetOf = (path: string, specifier: string): string | undefined => {
  if (specifier.startsWith('.')) return roomOf(posix.join(posix.dirname(path), specifier));
  if (specifier.startsWith('#web/')) return 'src/web';
  return specifier.startsWith('#') ? roomOf(`${specifier.slice(1)}.ts`) : undefined;
};

const importsOf = (source: Source): readonly Import[] => {
  const found: Import[] = [];
  const add = (specifier: string, kind: string, start: number) =>
    found.push({ specifier, isTypeOnly: kind === 'type', start });
  source.visit({
    ImportDeclaration: (node) => add(node.source.value, node.importKind ?? 'value', node.start),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind ?? 'value', node.start),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source.value, node.exportKind ?? 'value', node.start);
    },
    ImportExpression: ({ source: from, start }) =>
      add(from.type === 'Literal' && typeof from.value === 'string' ? from.value : '', 'value', start),
    TSImportType: (node) => add(node.source.value, 'type', node.start),
  });
  return found;
};
