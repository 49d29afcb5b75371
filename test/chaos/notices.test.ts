import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallCity, type SmallCity } from './small-city.ts';
import type { TroubleKind } from './trouble.ts';

let city: SmallCity;
beforeAll(async () => {
  city = await openSmallCity();
}, 120_000);
afterAll(() => city.close(), 60_000);

const lasts = { timeout: 90_000 };

/** What the driver says befell this resident; null: nobody it knows. */
const noticedFor = async (resident: string | null): Promise<readonly TroubleKind[]> => {
  const troubles = await city.troubles();
  return troubles.filter((trouble) => trouble.resident === resident).map(({ kind }) => kind);
};

const resetToQueued = (id: string) =>
  city.ask(
    `update outbox set state = 'queued', claimed_at = null, next_try_at = now() - interval '1 minute' where id = $1`,
    [id],
  );

/** The same words go out once more under another key, to whoever has this thread. */
const sendAnew = (id: string, resident: string) =>
  city.ask(
    `with thread_of as (select id from thread where address = $2),
       made as (insert into outbox select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),
           'thread_id', (select id from thread_of), 'state', 'queued', 'tries', 0, 'first_tried_at', null,
           'next_try_at', now() - interval '1 minute'))).* from outbox o where id = $1 returning id),
       carried as (insert into outbox_message select made.id, om.position, om.message_id
           from made, outbox_message om where om.outbox_id = $1)
     insert into delivery (outbox_id, account_id) select made.id, d.account_id from made, delivery d where d.outbox_id = $1`,
    [id, resident],
  );

test('a city that keeps its promises is told no trouble', lasts, async () => {
  const resident = city.newcomer();
  await city.write(resident);
  const written = await city.write(resident);
  await city.becomeQuiet();
  await city.answer(resident);
  await city.deliverAgain(written);
  await city.takeBack(written);
  await city.becomeQuiet();
  expect(await city.troubles()).toEqual([]);
});

test('a webhook acknowledged without its row is lost', lasts, async () => {
  const resident = city.newcomer();
  await city.ask(`create function forget() returns trigger language plpgsql as $$ begin return null; end $$`);
  await city.ask(
    `create trigger forget before insert on inbound_event for each row when (new.address = '${resident}') execute function forget()`,
  );
  await city.write(resident);
  expect(await noticedFor(resident)).toEqual(['lost']);
});

test('a receipt recorded as accepted that was never sent is lost', lasts, async () => {
  const resident = city.newcomer();
  await city.ask(`create function skip_call() returns trigger language plpgsql
    as $$ begin new.state := case tg_table_name when 'outbox' then 'settled' else 'accepted' end; return new; end $$`);
  for (const table of ['outbox', 'delivery'])
    await city.ask(
      `create trigger skip_call before insert on ${table} for each row execute function skip_call()`,
    );
  await city.write(resident);
  await city.becomeQuiet();
  for (const table of ['outbox', 'delivery']) await city.ask(`drop trigger skip_call on ${table}`);
  expect(await noticedFor(resident)).toEqual(['lost']);
});

test(
  'an answer sent under a second key is doubled, and one sent to another is misdirected',
  lasts,
  async () => {
    const [twice, right, wrong] = [city.newcomer(), city.newcomer(), city.newcomer()];
    for (const resident of [twice, right, wrong]) await city.write(resident);
    await city.becomeQuiet();
    await sendAnew(await city.answer(twice), twice);
    await sendAnew(await city.answer(right), wrong);
    await city.becomeQuiet();
    expect(await noticedFor(twice)).toContain('doubled');
    expect(await noticedFor(wrong)).toContain('misdirected');
  },
);

test('other words under a used retry key are noticed', lasts, async () => {
  const resident = city.newcomer();
  await city.write(resident);
  await city.becomeQuiet();
  const id = await city.answer(resident);
  await city.ask(
    `update message set content = jsonb_set(content, '{text}', to_jsonb(content ->> 'text' || '。'))
      where id in (select message_id from outbox_message where outbox_id = $1)`,
    [id],
  );
  await resetToQueued(id);
  await city.becomeQuiet();
  expect(await noticedFor(null)).toContain('rekeyed');
});

test('messages in each other’s threads are misdirected', lasts, async () => {
  const [one, other] = [city.newcomer(), city.newcomer()];
  const first = await city.write(one);
  const second = await city.write(other);
  await city.becomeQuiet();
  await city.ask(
    `update message g set thread_id = h.thread_id from message h
      where (g.external_id, h.external_id) in (($1, $2), ($2, $1))`,
    [first.messageId, second.messageId],
  );
  expect(await noticedFor(one)).toContain('misdirected');
  expect(await noticedFor(other)).toContain('misdirected');
});

test('messages with each other’s times are misordered', lasts, async () => {
  const resident = city.newcomer();
  const first = await city.write(resident);
  const second = await city.write(resident);
  await city.becomeQuiet();
  await city.ask(
    `update message g set occurred_at = h.occurred_at from message h
      where (g.external_id, h.external_id) in (($1, $2), ($2, $1))`,
    [first.messageId, second.messageId],
  );
  expect(await noticedFor(resident)).toEqual(['misordered']);
});

test('two matters of two messages about one thing are doubled', lasts, async () => {
  const resident = city.newcomer();
  await city.write(resident);
  const second = await city.write(resident);
  await city.becomeQuiet();
  await city.ask(
    `with linked as (select mm.matter_id, mm.message_id from matter_message mm join message g on g.id = mm.message_id
         where g.external_id = $1),
       opened as (insert into matter select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(),
           'number', '99-0001'))).* from matter m, linked where m.id = linked.matter_id returning id)
     update matter_message mm set matter_id = opened.id from opened, linked where mm.message_id = linked.message_id`,
    [second.messageId],
  );
  expect(await noticedFor(resident)).toContain('doubled');
});

test('words that outlive their taking back are noticed', lasts, async () => {
  const resident = city.newcomer();
  await city.ask(`create function keep_words() returns trigger language plpgsql
    as $$ begin new.body := old.body; return new; end $$`);
  await city.ask(
    'create trigger keep_words before update on inbound_event for each row execute function keep_words()',
  );
  const written = await city.write(resident);
  await city.becomeQuiet();
  await city.takeBack(written);
  await city.becomeQuiet();
  await city.ask('drop trigger keep_words on inbound_event');
  expect(await noticedFor(resident)).toEqual(['left']);
});

test('without its unique indexes the city keeps a redelivered message twice', lasts, async () => {
  const resident = city.newcomer();
  const written = await city.write(resident);
  await city.becomeQuiet();
  await city.ask('alter table inbound_event drop constraint inbound_event_channel_event_id_key');
  await city.ask('drop index inbound_event_message, message_external');
  await city.deliverAgain(written);
  await city.becomeQuiet();
  expect(await noticedFor(resident)).toContain('doubled');
});
