import { expect, test } from 'vitest';
import type { ChatTalk } from '#src/http/contract/chat';
import type { Answer } from '#src/web/chat/answer';
import type { City } from '#src/web/chat/city';
import type { Kept, KeptName } from '#src/web/chat/kept';
import type { Quote } from '#src/web/chat/quote';
import { openTalk } from '#src/web/chat/talk';
import { told } from './said.ts';

const unreached = { kind: 'not-told', trouble: { kind: 'unreached' } } as const;
const noTalk = {
  kind: 'not-told',
  trouble: { kind: 'refused', code: 'not-logged-in', retryAfterSeconds: null },
} as const;

const noQuoted = {
  kind: 'not-told',
  trouble: { kind: 'refused', code: 'not-found', retryAfterSeconds: null },
} as const;

const tooFast = {
  kind: 'not-told',
  trouble: { kind: 'refused', code: 'too-fast', retryAfterSeconds: 40 },
} as const;

/** A city at the other end of a line that can be cut, before or after the message came through. */
const openWorld = () => {
  const messages: ReturnType<typeof told>[] = [];
  const tries: string[] = [];
  const kept = new Map<KeptName, string>();
  let line: 'up' | 'down' | 'no answer' | 'too fast' = 'up';
  const pauses: { readonly ms: number; readonly end: () => void }[] = [];
  let ids = 0;
  let slowFirst = Promise.resolve();
  const talkNow = (): ChatTalk => ({
    messages: [...messages],
    hasEarlier: false,
    isReceiving: false,
    quickReplies: [],
  });
  const answer = (): Answer<ChatTalk> => (line === 'up' ? { kind: 'told', told: talkNow() } : unreached);
  const city: City = {
    readWelcome: () => Promise.resolve(unreached),
    readTalk: () => Promise.resolve(line === 'up' && messages.length === 0 ? noTalk : answer()),
    send: async ({ id, said }) => {
      tries.push(id);
      if (id === 'id-1') await slowFirst;
      if (line === 'too fast') return tooFast;
      if (said.kind === 'text' && said.quotes !== null && messages.every((one) => one.id !== said.quotes?.id))
        return noQuoted;
      const isNew = messages.every((message) => message.id !== id);
      if (line !== 'down' && isNew && said.kind === 'text')
        messages.push(told(id, { content: { kind: 'text', text: said.text } }));
      return answer();
    },
    takeBack: () => Promise.resolve(answer()),
    makeCode: () => Promise.resolve(unreached),
    resume: () => Promise.resolve(answer()),
    leave: () => Promise.resolve({ kind: 'told', told: undefined }),
  };
  const keeping: Kept = {
    read: (name) => kept.get(name) ?? null,
    write: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
    forget: () => kept.clear(),
  };
  const open = () =>
    openTalk({
      city,
      kept: keeping,
      now: () => Date.parse('2026-11-20T01:00:00Z'),
      newId: () => `id-${(ids += 1)}`,
      pause: (ms) => new Promise((resolve) => pauses.push({ ms, end: () => resolve() })),
      onChange: () => undefined,
      onShare: () => undefined,
    });
  return {
    open,
    messages,
    tries,
    kept,
    pauses,
    cut: (to: typeof line) => void (line = to),
    /** The first message takes until the returned function is called. */
    slowDown: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      slowFirst = promise;
      return resolve;
    },
  };
};

const text = (words: string, quotes: Quote | null = null) => ({ kind: 'text', text: words, quotes }) as const;

test('words that did not come through stay, and the same message is sent again', async () => {
  const { open, messages, tries, cut } = openWorld();
  const talk = open();
  cut('down');
  talk.say(text('穴があります'));
  await expect.poll(() => talk.state().outgoing[0]?.fate.kind).toBe('not-sent');
  cut('up');
  talk.sayAgain('id-1');
  await expect.poll(() => talk.state().outgoing).toEqual([]);
  expect(tries).toEqual(['id-1', 'id-1']);
  expect(messages).toHaveLength(1);
});

test('words whose answer was lost are not offered again once the talk shows them', async () => {
  const { open, cut } = openWorld();
  const talk = open();
  cut('no answer');
  talk.say(text('穴があります'));
  await expect.poll(() => talk.state().outgoing[0]?.fate.kind).toBe('not-sent');
  cut('up');
  await talk.refresh();
  expect(talk.state().outgoing).toEqual([]);
  expect(talk.state().talk?.messages).toHaveLength(1);
});

test('two messages written quickly reach the city in the order in which they were written', async () => {
  const { open, messages, tries, slowDown } = openWorld();
  const goOn = slowDown();
  const talk = open();
  talk.say(text('一'));
  talk.say(text('二'));
  await expect.poll(() => tries).toEqual(['id-1']);
  goOn();
  await expect.poll(() => messages.length).toBe(2);
  expect(messages.map(({ id }) => id)).toEqual(['id-1', 'id-2']);
});

test('what was not sent outlives the page under its own id', async () => {
  const { open, messages, cut } = openWorld();
  cut('down');
  const before = open();
  before.say(text('穴があります'));
  await expect.poll(() => before.state().outgoing[0]?.fate.kind).toBe('not-sent');
  cut('up');
  const after = open();
  expect(after.state().outgoing).toMatchObject([{ id: 'id-1', fate: { kind: 'not-sent' } }]);
  after.sayAgain('id-1');
  await expect.poll(() => messages.map(({ id }) => id)).toEqual(['id-1']);
});

test('a device whose talk the city no longer knows says so, and one that never had any does not', async () => {
  const { open, messages } = openWorld();
  const talk = open();
  await talk.refresh();
  expect(talk.state()).toMatchObject({ talk: null, hasEnded: false });
  talk.say(text('穴があります'));
  await expect.poll(() => talk.state().talk).not.toBeNull();
  messages.length = 0;
  await talk.refresh();
  expect(talk.state()).toMatchObject({ talk: null, hasEnded: true });
  const reloaded = open();
  await reloaded.refresh();
  expect(reloaded.state().hasEnded).toBe(false);
});

test('after 「この端末から消す」 nothing of the talk is kept on the device', async () => {
  const { open, kept, cut } = openWorld();
  const talk = open();
  talk.say(text('ひみつ'));
  await expect.poll(() => talk.state().talk).not.toBeNull();
  cut('down');
  talk.say(text('まだ送れない'));
  await expect.poll(() => kept.get('unsent')).toContain('まだ送れない');
  expect(await talk.leave()).toBeNull();
  expect([...kept]).toEqual([]);
  expect(talk.state()).toEqual({ talk: null, outgoing: [], hasEnded: false });
});

test('words about a message that is not there any more go to the city without it', async () => {
  const { open, messages, tries } = openWorld();
  const talk = open();
  talk.say(text('この件です', { id: 'of-a-talk-before', excerpt: '確認します。' }));
  await expect
    .poll(() => messages.map(({ content }) => content))
    .toEqual([{ kind: 'text', text: 'この件です' }]);
  expect(tries).toEqual(['id-1', 'id-1']);
  await expect.poll(() => talk.state().outgoing).toEqual([]);
});

test('what came too fast waits as long as the city asks, and then goes by itself and in its order', async () => {
  const { open, messages, pauses, tries, cut } = openWorld();
  const talk = open();
  cut('too fast');
  for (const words of ['一', '二', '三']) talk.say(text(words));
  await expect.poll(() => pauses.map(({ ms }) => ms)).toEqual([40_000]);
  expect(talk.state().outgoing.map(({ fate }) => fate.kind)).toEqual(['waits', 'on-its-way', 'on-its-way']);
  talk.drop('id-2');
  cut('up');
  pauses[0]?.end();
  await expect.poll(() => messages.map(({ id }) => id)).toEqual(['id-1', 'id-3']);
  expect(tries).toEqual(['id-1', 'id-1', 'id-3']);
});
