import { createHash } from 'node:crypto';
import type { Resident } from './contract.ts';

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

const friends = [
  '古賀 みどり',
  '江藤 健一郎',
  '中園 ハル（75歳）',
  'さくらのママ',
  '大石・フェルナンデス 真理亜エリザベート',
  'よっしー',
];
