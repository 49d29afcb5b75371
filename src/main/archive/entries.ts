import { once } from 'node:events';
import type { Pack } from 'tar-stream';

export const addJson = (tar: Pack, name: string, value: unknown): Promise<void> =>
  addBytes(tar, name, Buffer.from(`${JSON.stringify(value, null, 1)}\n`));

export const addBytes = (tar: Pack, name: string, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const entry = tar.entry({ name, mode: 0o600 }, bytes, (error) =>
      error instanceof Error ? reject(error) : resolve(),
    );
    entry.on('error', reject);
  });

/** An entry whose length is known before; `chunks` must be as long. */
export const addStream = async (
  tar: Pack,
  name: string,
  size: number,
  chunks: AsyncIterable<Buffer>,
): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const entry = tar.entry({ name, size, mode: 0o600 }, (error) =>
    error instanceof Error ? reject(error) : resolve(),
  );
  // Waited for below; an archive that breaks meanwhile rejects both this and what is waited for now.
  promise.catch(() => undefined);
  entry.on('error', reject);
  for await (const chunk of chunks) if (!entry.write(chunk)) await once(entry, 'drain');
  entry.end(null);
  await promise;
};
