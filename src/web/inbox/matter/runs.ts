import type { ThreadItem } from '#src/http/contract/matters';

const runMs = 10 * 60_000;

/** Messages of one author that follow each other closely are shown as one run, with the name only once. */
export const isJoined = (before: ThreadItem | undefined, item: ThreadItem | undefined): boolean =>
  before?.kind === 'message' &&
  item?.kind === 'message' &&
  before.from === item.from &&
  before.authorName === item.authorName &&
  Date.parse(item.at) - Date.parse(before.at) < runMs;
