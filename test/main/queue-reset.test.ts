import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { openTown, saidTo } from '#test/support/town';

/** A wire to the database that breaks the queue's connections as soon as they are made, until it is mended. */
const startFaultyWire = async (target: string) => {
  const url = new URL(target);
  const { port, hostname } = url;
  const sockets = new Set<Socket>();
  let isMended = false;
  let broken = 0;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined);
    near.once('data', (greeting) => {
      if (!isMended && greeting.includes('kodama-queue')) {
        broken += 1;
        near.resetAndDestroy();
        return;
      }
      const far = connect(Number(port), hostname);
      sockets.add(far);
      far.on('error', () => near.destroy());
      far.on('close', () => near.destroy());
      near.on('close', () => far.destroy());
      far.write(greeting);
      near.pipe(far).pipe(near);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url.port = typeof address === 'object' && address !== null ? `${address.port}` : '';
  return {
    url: url.href,
    broken: () => broken,
    mend: () => {
      isMended = true;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};

test(
  'a program whose first connections to the queue break goes on as soon as they hold, and ends when it is told to',
  { timeout: 120_000 },
  async () => {
    const database = await migratedDatabase();
    onTestFinished(() => database.drop());
    const wire = await startFaultyWire(database.url);
    onTestFinished(() => wire.close());
    const town = await openTown({ DATABASE_URL: wire.url, REDIS_URL: '' });
    onTestFinished(() => town.close());
    await vi.waitFor(() => expect(wire.broken()).toBeGreaterThan(8), { timeout: 30_000 });
    wire.mend();
    const { userId } = town.line.addResident('最初に書いた人');
    await town.line.sendText(userId, '公園の街灯が消えています');
    await town.line.waitFor(() => saidTo(town.line, userId).length === 1, 30_000);
    expect(
      await query(database.url, `select from pg_stat_activity where application_name like '%message-sort%'`),
    ).not.toEqual([]);
    expect(await town.kodama.end()).toBe(0);
  },
);
