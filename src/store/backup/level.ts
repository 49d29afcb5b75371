import { readMigrations } from '#src/store/migrate';
import type { AppliedMigration } from './snapshot.ts';

/** The migrations in a backup that this release does not have, or has with another text. */
export const strangeMigrations = async (
  backedUp: readonly AppliedMigration[],
): Promise<readonly string[]> => {
  const ours = new Map((await readMigrations()).map(({ name, sha256 }) => [name, sha256]));
  return backedUp.filter(({ name, sha256 }) => ours.get(name) !== sha256).map(({ name }) => name);
};
