import { runMigrations } from 'bullmq';

/** Brings BullMQ's own tables to the version this release needs; does nothing when they are. */
export const migrateQueue = async (client: Parameters<typeof runMigrations>[0]): Promise<void> => {
  await runMigrations(client);
};
