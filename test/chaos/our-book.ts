import { z } from 'zod';
import type { OurBook } from './books.ts';
import { markPattern } from './marks.ts';

/** Asks one statement, as a superuser, past all walls. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;

export const readOurBook = async (ask: Ask): Promise<OurBook> => ({
  messages: z.array(message).parse(await ask(messagesInOrder)),
  matters: z.array(matter).parse(await ask('select id, number from matter')),
  sends: z.array(send).parse(await ask(sends)),
  marks: await marksAnywhere(ask),
});

const message = z.object({
  messageId: z.string(),
  resident: z.string(),
  matterIds: z.array(z.string()),
  text: z.string().nullable(),
});
/** Within a thread as the inbox and the page list it. */
const messagesInOrder = `
  select g.external_id "messageId", t.address resident, g.content ->> 'text' "text",
    array(select matter_id from matter_message where message_id = g.id) "matterIds"
  from message g join thread t on t.id = g.thread_id
  where g.author = 'resident'
  order by t.address, g.occurred_at, g.id`;

const matter = z.object({ id: z.string(), number: z.string() });

const send = z.object({
  resident: z.string(),
  matterId: z.string().nullable(),
  isAnswer: z.boolean(),
  texts: z.array(z.string()),
  state: z.string(),
});
const sends = `
  select t.address resident, o.matter_id "matterId", bool_or(g.author = 'staff') "isAnswer", d.state,
    array_agg(g.content ->> 'text' order by om.position) texts
  from outbox o join thread t on t.id = o.thread_id join delivery d on d.outbox_id = o.id
    join outbox_message om on om.outbox_id = o.id join message g on g.id = om.message_id
  group by o.id, t.address, d.state`;

const named = z.array(z.object({ name: z.string() }));

const marksAnywhere = async (ask: Ask): Promise<ReadonlySet<string>> => {
  const tables = named.parse(
    await ask(`select format('%I.%I', schemaname, tablename) "name" from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`),
  );
  const found = new Set<string>();
  for (const { name } of tables) {
    const marks = named.parse(
      await ask(`select distinct (regexp_matches(held::text, $1, 'g'))[1] "name" from ${name} held`, [
        `(${markPattern})`,
      ]),
    );
    for (const mark of marks) found.add(mark.name);
  }
  return found;
};
