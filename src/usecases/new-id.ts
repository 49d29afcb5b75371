import type { Ids } from '#src/ports/system';

class NotAnIdError extends Error {
  override readonly name = 'NotAnIdError';
}

/** A new id of one kind: `newId(ids, isMatterId)`. */
export const newId = <T extends string>(ids: Ids, isKind: (text: string) => text is T & string): T => {
  const id = ids.newId();
  if (!isKind(id)) throw new NotAnIdError('the id maker does not make UUIDs');
  return id;
};
