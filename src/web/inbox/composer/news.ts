import type { ThreadItem } from '#src/http/contract/matters';

/** What others said since the writing began: of the city's own automatic words nobody needs to be told. */
export const newsSince = (
  thread: readonly ThreadItem[],
  seenIds: ReadonlySet<string>,
  myName: string,
): readonly ThreadItem[] =>
  thread.filter((item) => {
    if (seenIds.has(item.id)) return false;
    switch (item.kind) {
      case 'message':
        return item.from === 'resident' || (item.from === 'staff' && item.authorName !== myName);
      case 'note':
        return item.authorName !== myName;
      case 'event':
        return item.actorName !== myName && (item.what.name === 'closed' || item.what.name === 'transferred');
    }
  });

export const sayNews = (news: readonly ThreadItem[]): string => {
  const fromResident = news.filter((item) => item.kind === 'message' && item.from === 'resident').length;
  const answer = news.find((item) => item.kind === 'message' && item.from === 'staff');
  if (answer?.kind === 'message')
    return `書いている間に、${answer.authorName ?? '別の職員'}さんが返信しました。`;
  if (fromResident > 0) return `書いている間に、住民から新しいメッセージが${fromResident}件届きました。`;
  return '書いている間に、この案件に新しい動きがありました。';
};
