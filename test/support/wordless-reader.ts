import type { Reader } from '#src/usecases/read-message';

/** Understands nothing; for tests that are not about what a message says. */
export const wordlessReader: Reader = {
  read: () =>
    Promise.resolve({
      shape: 'wordless',
      urgent: [],
      classification: null,
      sureCategoryId: null,
      likenessTo: () => Promise.resolve(0),
    }),
};
