import type { ThreadItem } from '#src/http/contract/matters';

/** An edited message is another piece of news than what stood there before. */
export const newsKey = (item: ThreadItem): string =>
  item.kind === 'message' && item.edited !== null ? `${item.id} ${item.edited.at}` : item.id;

/** What others said since the writing began: of the city's own automatic words nobody needs to be told. */
export const newsSince = (
  thread: readonly ThreadItem[],
  seenIds: ReadonlySet<string>,
  myName: string,
): readonly ThreadItem[] =>
  thread.filter((item) => {
    if (seenIds.has(newsKey(item))) return false;
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
  const fromResident = news.filter(
    (item) => item.kind === 'message' && item.from === 'resident' && item.edited === null,
  ).length;
  const isEdited = news.some((item) => item.kind === 'message' && item.edited !== null);
  const answer = news.find((item) => item.kind === 'message' && item.from === 'staff');
  if (answer?.kind === 'message')
    return `書いている間に、${answer.authorName ?? '別の職員'}さんが返信しました。`;
  if (fromResident > 0) return `書いている間に、住民から新しいメッセージが${fromResident}件届きました。`;
  if (isEdited) return '書いている間に、住民がメッセージを書き直しました。';
  return '書いている間に、この案件に新しい動きがありました。';
};
