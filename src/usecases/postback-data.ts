import { isCategoryId, isMatterId, type CategoryId, type MatterId } from '#src/domain/ids';

/** What a button of ours sends back. Anybody can send anything: whose matter it is, is checked where it is used. */
export const choiceData = (matterId: MatterId, categoryId: CategoryId): string =>
  `about:${matterId}:${categoryId}`;

export const readChoice = (
  data: string,
): { readonly matterId: MatterId; readonly categoryId: CategoryId } | null => {
  const [verb, matterId = '', categoryId = '', ...rest] = data.split(':');
  if (verb !== 'about' || rest.length > 0) return null;
  return isMatterId(matterId) && isCategoryId(categoryId) ? { matterId, categoryId } : null;
};
