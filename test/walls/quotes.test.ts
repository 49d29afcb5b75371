import { afterAll, beforeAll, expect, test } from 'vitest';
import { matterDetail } from '#src/http/contract/matters';
import { road, water } from '#test/support/city-hall';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';
import { clerkOf, type WebSession } from '#test/support/web-session';

let web: OpenWeb;
let clerk: WebSession;
let mine: LaidMatter;
let theirs: LaidMatter;

beforeAll(async () => {
  web = await openWeb();
  clerk = await clerkOf(web, road);
  mine = await layMatter(web.hall.url, road);
  theirs = await layMatter(web.hall.url, water);
  await query(web.hall.url, `update message set quote_token = 'leave'`);
});
afterAll(() => web.close());

const quoting = (quotedId: string | null) =>
  query(
    web.hall.url,
    `update message set quotes_external_id = 'told', quotes_message_id = $2 where id = $1`,
    [mine.messageId, quotedId],
  );

const read = async (who: WebSession = clerk) => {
  const response = await fetch(`${web.base}/api/matters/${mine.id}`, { headers: who.headers });
  const text = await response.text();
  const { thread } = matterDetail.parse(JSON.parse(text));
  const found = thread.find(({ id }) => id === mine.messageId);
  return { text, quoted: found?.kind === 'message' ? found.quoted : undefined };
};

test('of a quoted message behind the wall only that there is one is told', async () => {
  await quoting(theirs.messageId);
  const { text, quoted } = await read();
  expect(quoted).toEqual({ kind: 'elsewhere' });
  for (const secret of theirs.secrets) expect(text).not.toContain(secret);
});

test('a quoted message that belongs to no matter is behind the wall too', async () => {
  await query(web.hall.url, 'delete from classification where message_id = $1', [theirs.messageId]);
  await query(web.hall.url, 'delete from matter_message where message_id = $1', [theirs.messageId]);
  await quoting(theirs.messageId);
  expect((await read()).quoted).toEqual({ kind: 'elsewhere' });
  await query(web.hall.url, 'insert into matter_message (matter_id, message_id) values ($1, $2)', [
    theirs.id,
    theirs.messageId,
  ]);
});

test('one’s own quoted message, one never seen and one taken back are told apart', async () => {
  await quoting(mine.sentId);
  expect((await read()).quoted).toMatchObject({ kind: 'message', id: mine.sentId, isHere: true });
  await quoting(null);
  expect((await read()).quoted).toEqual({ kind: 'unseen' });
  await quoting(mine.sentId);
  await query(
    web.hall.url,
    'update message set content = null, quote_token = null, taken_back_at = now() where id = $1',
    [mine.sentId],
  );
  expect((await read()).quoted).toEqual({ kind: 'taken-back' });
});

test('nobody sends a quote of what lies behind the wall', async () => {
  const before = await dumpTables(web.hall.url);
  const response = await fetch(`${web.base}/api/matters/${mine.id}/replies`, {
    method: 'POST',
    headers: { ...clerk.headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: crypto.randomUUID(),
      text: '見ました。',
      quotes: theirs.messageId,
      revision: 1,
    }),
  });
  expect(response.status).toBe(404);
  expect(await dumpTables(web.hall.url)).toEqual(before);
});
