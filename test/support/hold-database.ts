import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { silentLog } from './silent-log.ts';

/** A Kodama reduced to its database: prints the url, then lives until it is told `stop` or `exit`, or is killed. */
const [dataDir = '', sharedDir = '/var/lib/kodama'] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir, sharedDir, log: silentLog });
process.stdout.write(`${server.url}\n`);
process.stdin.on('data', (said) => {
  if (said.toString().includes('exit')) process.exit(0);
  void server.stop().then(() => process.stdin.destroy());
});
