import type { webhook } from '@line/bot-sdk';
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Happening } from '#src/domain/inbound';
import { callback, eventsIn, fixture } from './signed.ts';

/** All that LINE documents: what each means to the city alone with a resident, and in a group. */
const meanings = {
  message: { alone: 'message', inGroup: 'group' },
  unsend: { alone: 'unsend', inGroup: 'ignored' },
  follow: { alone: 'follow', inGroup: 'ignored' },
  unfollow: { alone: 'unfollow', inGroup: 'ignored' },
  postback: { alone: 'postback', inGroup: 'ignored' },
  join: { alone: 'ignored', inGroup: 'group' },
  leave: { alone: 'ignored', inGroup: 'ignored' },
  memberJoined: { alone: 'ignored', inGroup: 'ignored' },
  memberLeft: { alone: 'ignored', inGroup: 'ignored' },
  messageEdited: { alone: 'edit', inGroup: 'ignored' },
  videoPlayComplete: { alone: 'ignored', inGroup: 'ignored' },
  beacon: { alone: 'ignored', inGroup: 'ignored' },
  accountLink: { alone: 'ignored', inGroup: 'ignored' },
  membership: { alone: 'ignored', inGroup: 'ignored' },
  module: { alone: 'ignored', inGroup: 'ignored' },
  activated: { alone: 'ignored', inGroup: 'ignored' },
  deactivated: { alone: 'silenced', inGroup: 'silenced' },
  botSuspended: { alone: 'silenced', inGroup: 'silenced' },
  botResumed: { alone: 'ignored', inGroup: 'ignored' },
  delivery: { alone: 'ignored', inGroup: 'ignored' },
} as const satisfies Record<
  webhook.Event['type'],
  { readonly alone: Happening['kind']; readonly inGroup: Happening['kind'] }
>;

const Body = z.object({ events: z.array(z.looseObject({ type: z.string() })) });

/** One of each of LINE's events, from the fixtures. */
const examples = async (): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> => {
  const names = await readdir(new URL('../../fixtures/line/', import.meta.url));
  const bodies = await Promise.all(names.map((name) => fixture(name.replace('.json', ''))));
  const events = bodies.flatMap((body) => Body.parse(JSON.parse(body)).events);
  return new Map(events.map((event) => [event.type, event]));
};

const alone = { type: 'user', userId: 'Uhana' };
const group = { type: 'group', groupId: 'Cjichikai', userId: 'Uhana' };
const room = { type: 'room', roomId: 'Rfriends', userId: 'Uhana' };

const told = async (type: string, change: Readonly<Record<string, unknown>>) => {
  const example = (await examples()).get(type);
  if (example === undefined) throw new Error(`there is no fixture of ${type}`);
  const [event] = eventsIn(callback({ mode: 'active', ...example, ...change }));
  if (event === undefined) throw new Error('nothing was understood');
  return event;
};

const kinds = Object.entries(meanings);

test.each(kinds)("LINE's %s is acted on or ignored by name", async (type, meaning) => {
  const { address, what } = await told(type, { source: alone, mode: 'active' });
  expect([address, what.kind]).toEqual(['Uhana', meaning.alone]);
  if (what.kind === 'ignored' || what.kind === 'silenced') expect(what.name).toMatch(type);
});

test.each(kinds)('of %s in a group or a room nothing is kept but its name', async (type, meaning) => {
  for (const source of [group, room]) {
    const { address, what } = await told(type, { source, mode: 'active' });
    expect(address).toBe(source.type === 'group' ? 'Cjichikai' : 'Rfriends');
    const name = `${type}/${source.type}`;
    const expected = {
      group: { kind: 'group', replyToken: expect.any(String) },
      silenced: { kind: 'silenced', name },
      ignored: { kind: 'ignored', name, raw: null },
    }[meaning.inGroup];
    expect(what).toEqual(expected);
  }
});

test.each(kinds)('%s in standby is not for us, and nothing is kept but its name', async (type, meaning) => {
  for (const source of [alone, group, room]) {
    const { what } = await told(type, { source, mode: 'standby' });
    const name = [type, ...(source === alone ? [] : [source.type]), 'standby'].join('/');
    expect(what).toEqual(
      meaning.alone === 'silenced' ? { kind: 'silenced', name } : { kind: 'ignored', name, raw: null },
    );
  }
});

test('a group that LINE does not name is nowhere', async () => {
  const { address, what } = await told('message', { source: { type: 'group', userId: 'Uhana' } });
  expect({ address, what }).toEqual({
    address: null,
    what: { kind: 'ignored', name: 'message/group', raw: null },
  });
});
