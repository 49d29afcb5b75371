import { createHash } from 'node:crypto';
import type { Group, Resident } from './contract.ts';

/** Invented people. The same name gives the same user id, so that a restarted emulator meets the same accounts. */
export const seededResidents = (): Resident[] => [
  ...friends.map((name) => person(name, 'friend')),
  person('まだ友だちではない人', 'stranger'),
];

export const person = (name: string, relation: Resident['relation']): Resident => ({
  userId: `U${createHash('md5').update(`resident ${name}`).digest('hex')}`,
  name,
  relation,
  loadingUntil: 0,
});

/** A group and a room, both of the first friends. */
export const seededGroups = (): Group[] => {
  const members = friends.slice(0, 3).map((name) => person(name, 'friend').userId);
  return [
    { ...place('南町第二自治会', 'group'), members },
    { ...place('古賀さんたちのトーク', 'room'), members: members.slice(0, 2) },
  ];
};

export const place = (name: string, kind: Group['kind']) => ({
  groupId: `${kind === 'group' ? 'C' : 'R'}${createHash('md5').update(`${kind} ${name}`).digest('hex')}`,
  kind,
  name,
  hasCity: false,
});

const friends = [
  '古賀 みどり',
  '江藤 健一郎',
  '中園 ハル（75歳）',
  'さくらのママ',
  '大石・フェルナンデス 真理亜エリザベート',
  'よっしー',
];
