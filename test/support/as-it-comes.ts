import type { Pictures } from '#src/ports/pictures';

/** Takes every photo for a clean one; for tests that are not about what is in a photo. */
export const asItComes: Pictures = {
  clean: (bytes) => {
    const picture = { bytes, mime: 'image/jpeg', width: 1, height: 1 } as const;
    return Promise.resolve({ full: picture, preview: picture, takenAt: null });
  },
  close: () => Promise.resolve(),
};
