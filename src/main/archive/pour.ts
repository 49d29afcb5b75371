import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { MediaStore } from '#src/ports/media-store';
import type { Log } from '#src/ports/system';
import { beginFilling, type Filling } from '#src/store/backup/fill';
import { BrokenBackupError } from './broken-backup.ts';
import { readArchive } from './read.ts';
import { asRefusal } from './refusal.ts';
import type { Verified } from './verify.ts';

export interface Pouring {
  readonly client: Parameters<typeof beginFilling>[0];
  readonly media: MediaStore;
  readonly path: string;
  readonly verified: Verified;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The tables in one transaction, then the media. Returns how many sends were on their way. */
export const pourInto = (pouring: Pouring): Promise<number> =>
  pour(pouring).catch((error: unknown) => {
    throw asRefusal(error);
  });

const pour = async (pouring: Pouring): Promise<number> => {
  const { client, media, path, verified, log, signal } = pouring;
  const filling = await beginFilling(client);
  const rows = pourRows(filling, verified);
  let inFlight = 0;
  for await (const part of readArchive(path, signal)) {
    switch (part.kind) {
      case 'head':
        break;
      case 'rows':
        await rows.take(part.table, part.rows);
        break;
      case 'tables':
        await rows.end();
        inFlight = await filling.commit({
          sequences: part.tables.sequences,
          takenAt: verified.head.takenAt,
          absentMedia: [...verified.end.mediaGone, ...verified.end.mediaMissing],
        });
        log.info('the tables are filled; now the photos and files', { count: verified.end.media });
        break;
      case 'medium':
        await media.put(part.id, part.body, Number.MAX_SAFE_INTEGER);
        break;
      case 'end':
        break;
    }
  }
  return inFlight;
};

interface Rows {
  take(table: string, rows: Buffer): Promise<void>;
  end(): Promise<void>;
}

const pourRows = (filling: Filling, { head, tables }: Verified): Rows => {
  let current: { table: string; body: Writable; count: () => number } | null = null;

  const end = async (): Promise<void> => {
    if (current === null) return;
    const { table, body, count } = current;
    current = null;
    body.end();
    await finished(body);
    const wanted = tables.tables[table]?.rows ?? 0;
    if (count() !== wanted) {
      throw new BrokenBackupError(
        `${table} has ${count()} rows after the restore, and ${wanted} in the backup`,
      );
    }
  };

  const begin = async (table: string): Promise<Writable> => {
    await end();
    const shape = head.tables.find(({ name }) => name === table);
    if (shape === undefined) throw new BrokenBackupError(`it does not say what ${table} is`);
    const { body, count } = filling.into(shape);
    // Whoever waits for it is told; between two waits nobody is.
    body.on('error', () => undefined);
    current = { table, body, count };
    return body;
  };

  return {
    take: async (table, rows) => {
      const body = current?.table === table ? current.body : await begin(table);
      if (!body.write(rows)) await once(body, 'drain');
    },
    end,
  };
};
