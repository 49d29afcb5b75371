import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DiskSpace } from '#src/domain/health-facts';
import type { Host } from '#src/ports/host';

/** The machine with the disk that `folder` lies on, or will lie on. */
export const hostOf = (folder: string): Host => ({ diskSpace: () => spaceAt(folder) });

const spaceAt = async (path: string): Promise<DiskSpace | null> => {
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    // Made with the first photo.
    const parent = dirname(path);
    return parent === path ? null : spaceAt(parent);
  }
};
