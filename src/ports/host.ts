import type { DiskSpace } from '#src/domain/health-facts';

/** The machine that a program runs on. */
export interface Host {
  /** Of the disk on which media lie; null when the system does not say. */
  diskSpace(): Promise<DiskSpace | null>;
}
