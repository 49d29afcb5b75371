import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import express from 'express';
import { Pool } from 'pg';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';
import { serve } from './child.ts';
import { bareOrder } from './orders.ts';

/** What the acknowledgement is compared with: Express, and one committed insert on a database with the same settings. */
const dataDir = await makeDataFolder();
const database = await startEmbeddedPostgres({ dataDir, log: silentLog });
await query(database.url, 'create table kept (id uuid primary key, body jsonb not null)');
const pool = new Pool({ connectionString: database.url, max: 24 });
// The server ends while connections are idle.
pool.on('error', () => {});

const app = express();
app.use(express.json());
app.post('/', async (request, response) => {
  await pool.query('insert into kept (id, body) values ($1, $2)', [randomUUID(), request.body]);
  response.status(200).json({});
});
const server = createServer(app);
const url = await new Promise<string>((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : '');
  });
});

serve(
  bareOrder,
  () => Promise.resolve({ url }),
  async () => {
    server.closeAllConnections();
    await pool.end();
    await database.stop();
    await removeDataFolder(dataDir);
  },
);
