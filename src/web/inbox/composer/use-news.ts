import { useState } from 'react';
import type { MatterDetail, ThreadItem } from '#src/http/contract/matters';
import { newsKey, newsSince } from './news.ts';

/** What was said by others since this clerk began to write; `accept` counts it as read. */
export const useNews = (matter: MatterDetail, isWriting: boolean, myName: string) => {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => idsOf(matter.thread));
  const news = isWriting ? newsSince(matter.thread, seen, myName) : [];
  const accept = () => setSeen(idsOf(matter.thread));
  // While nothing is written, what stands on the screen is what the answer will be about.
  if (!isWriting && matter.thread.some((item) => !seen.has(newsKey(item)))) accept();
  return { news, accept };
};

const idsOf = (thread: readonly ThreadItem[]): ReadonlySet<string> => new Set(thread.map(newsKey));
