/**
 * What each comes to; when one fails, not before the others have come to their end. They use one transaction, which must not
 * be given back while anybody still speaks in it.
 */
export const settled = async <T>(running: readonly (T | Promise<T>)[]): Promise<readonly Awaited<T>[]> => {
  await Promise.allSettled(running);
  return Promise.all(running);
};
