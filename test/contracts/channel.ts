import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Channel, Part } from '#src/ports/channel';
import { faultOf, inTime, push, text, troubles, type ChannelWorld, type Trouble } from './channel-world.ts';

/**
 * What every channel promises. `makeWorld` is called once for each promise and cleans up after itself; `known` are the troubles
 * that can befall this channel.
 */
export const channelContract = (
  name: string,
  makeWorld: () => Promise<ChannelWorld>,
  known: readonly Trouble[] = troubles,
): void => {
  const promise = (text: string, holds: (world: ChannelWorld) => Promise<void>): void =>
    test(`${name}: ${text}`, async () => holds(await makeWorld()));

  promise(
    "a resident's words arrive as they were written, from the thread they were written in",
    async (world) => {
      const { events, replyToken } = await world.writes('  道路に穴が\nあいています𠮷🙏 ');
      expect(events).toMatchObject([
        {
          channel: world.channel.name,
          address: world.resident.address,
          what: {
            kind: 'message',
            content: { kind: 'text', text: '  道路に穴が\nあいています𠮷🙏 ' },
            replyToken,
          },
        },
      ]);
    },
  );

  promise(
    'the parts of one send arrive in their order, as many and as long as the limits say',
    async (world) => {
      const { charsPerMessage, messagesPerSend } = world.channel.limits;
      const texts = Array.from({ length: messagesPerSend }, (_, index) =>
        `${index}`.padEnd(charsPerMessage, 'あ'),
      );
      const receipt = await world.channel.send(push(world, texts.map(text)), inTime());
      expect(world.sees()).toEqual(texts);
      expect(receipt.messageExternalIds).toHaveLength(messagesPerSend);
      expect(receipt.requestId).not.toBeNull();
    },
  );

  promise('a picture arrives', async (world) => {
    const picture: Part = {
      kind: 'image',
      url: 'https://city.example/a.jpg',
      previewUrl: 'https://city.example/b.jpg',
    };
    await world.channel.send(push(world, [picture]), inTime());
    expect(world.sees()).toEqual(['https://city.example/a.jpg']);
  });

  promise('a text over the limit is refused, with the reason, and nothing of it arrives', async (world) => {
    const long = 'あ'.repeat(world.channel.limits.charsPerMessage + 1);
    const fault = await faultOf(world.channel.send(push(world, [text('短い'), text(long)]), inTime()));
    expect(fault).toEqual({
      kind: 'refused',
      why: 'too-long',
      reason: expect.stringContaining('messages[1].text'),
    });
    expect(world.sees()).toEqual([]);
  });

  promise('sent twice with the same id, a message reaches the resident once', async (world) => {
    const message = push(world, [text('一度だけ')]);
    const first = await world.channel.send(message, inTime());
    expect(await world.channel.send(message, inTime())).toEqual(first);
    expect(world.sees()).toEqual(['一度だけ']);
  });

  promise('a sign that the city is at work is no message, and the message comes after it', async (world) => {
    await world.channel.showWorking(world.resident.address, inTime());
    expect(world.sees()).toEqual([]);
    await world.channel.send(push(world, [text('お待たせしました')]), inTime());
    expect(world.sees()).toEqual(['お待たせしました']);
  });

  const promiseUnder = (kind: Trouble, told: string, holds: (world: ChannelWorld) => Promise<void>): void => {
    if (known.includes(kind)) promise(told, holds);
  };

  for (const kind of ['dropped-after-accepting', 'half-an-answer'] as const) {
    promiseUnder(
      kind,
      `a push that was ${kind} is unknown, and its repeat reaches the resident no second time`,
      async (world) => {
        const message = push(world, [text('一度だけ')]);
        world.trouble(kind);
        expect(await faultOf(world.channel.send(message, inTime()))).toEqual({ kind: 'unknown' });
        const receipt = await world.channel.send(message, inTime());
        expect(receipt.messageExternalIds).toHaveLength(1);
        expect(world.sees()).toEqual(['一度だけ']);
      },
    );
  }

  promiseUnder(
    'silence',
    'a call given up in silence is unknown, for it may have been accepted',
    async (world) => {
      world.trouble('silence');
      const stop = new AbortController();
      const fault = faultOf(world.channel.send(push(world, [text('聞こえますか')]), stop.signal));
      await expect.poll(() => world.sees()).toEqual(['聞こえますか']);
      stop.abort();
      expect(await fault).toEqual({ kind: 'unknown' });
    },
  );

  promise('a call given up before it began was certainly not accepted', async (world) => {
    const message = push(world, [text('出す前')]);
    expect(await faultOf(world.channel.send(message, AbortSignal.abort()))).toEqual({ kind: 'unavailable' });
    expect(world.sees()).toEqual([]);
  });

  promise('each trouble is named for what is to be done next', async (world) => {
    const tried = async (channel: Channel) =>
      faultOf(channel.send(push(world, [text('もしもし')]), inTime()));
    const under = (kind: Trouble) => {
      world.trouble(kind);
      return tried(world.channel);
    };
    const named = {
      'rate-limit': { kind: 'throttled', retryAfterMs: expect.any(Number) },
      quota: { kind: 'quota-spent' },
      'server-error': { kind: 'unknown' },
    } as const;
    for (const kind of ['rate-limit', 'quota', 'server-error'] as const) {
      if (known.includes(kind)) expect(await under(kind)).toEqual(named[kind]);
    }
    if (world.unreachable !== null) expect(await tried(world.unreachable)).toEqual({ kind: 'unavailable' });
    if (world.unauthorised !== null)
      expect(await tried(world.unauthorised)).toEqual({ kind: 'unauthorised' });
    expect(world.sees()).toEqual([]);
  });

  promise('an answer by token arrives once, and the used token is told apart', async (world) => {
    const { replyToken } = await world.writes('こんにちは');
    if (world.channel.limits.replyTokenLivesMs === 'none') return expect(replyToken).toBeNull();
    const answer = {
      ...push(world, [text('受け付けました')]),
      route: { kind: 'reply' as const, token: `${replyToken}` },
    };
    await world.channel.send(answer, inTime());
    expect(await faultOf(world.channel.send(answer, inTime()))).toEqual({ kind: 'token-invalid' });
    expect(world.sees()).toEqual(['受け付けました']);
  });

  promise('a photo is fetched whole, with its kind, until the resident takes it back', async (world) => {
    const photo = Buffer.alloc(300_000, 'photo');
    const { messageExternalId } = await world.sendsPhoto(photo, 'image/jpeg');
    const media = await world.channel.fetchMedia(messageExternalId, inTime());
    expect(media.mime).toBe('image/jpeg');
    expect((await buffer(media.body)).equals(photo)).toBe(true);
    await world.takesBack(messageExternalId);
    expect(await faultOf(world.channel.fetchMedia(messageExternalId, inTime()))).toEqual({ kind: 'gone' });
  });

  promiseUnder(
    'half-an-answer',
    'a medium that breaks off is an error, not a smaller medium',
    async (world) => {
      const { messageExternalId } = await world.sendsPhoto(Buffer.alloc(300_000, 'photo'), 'image/png');
      world.trouble('half-an-answer');
      const fetched = world.channel.fetchMedia(messageExternalId, inTime());
      await expect(fetched.then(({ body }) => buffer(body))).rejects.toThrow('terminated');
    },
  );

  promiseUnder('not-ready', 'a medium still being made ready is asked for later', async (world) => {
    const { messageExternalId } = await world.sendsPhoto(Buffer.from('photo'), 'image/png');
    world.trouble('not-ready');
    expect(await faultOf(world.channel.fetchMedia(messageExternalId, inTime()))).toEqual({
      kind: 'not-ready',
    });
  });

  promise('a medium of another platform is gone, and one that cannot be reached is not', async (world) => {
    const { messageExternalId } = await world.sendsPhoto(Buffer.from('photo'), 'image/png');
    expect(await faultOf(world.channel.fetchMedia('999', inTime()))).toEqual({ kind: 'gone' });
    if (world.unreachable === null) return;
    const elsewhere = world.unreachable.fetchMedia(messageExternalId, inTime());
    expect(await faultOf(elsewhere)).toEqual({ kind: 'unavailable' });
  });

  promise('a resident is called what they call themselves; of a stranger nothing is told', async (world) => {
    const { address, name } = world.resident;
    const told = name === null ? null : { displayName: name };
    expect(await world.channel.fetchProfile(address, inTime())).toEqual(told);
    expect(await world.channel.fetchProfile('nobody', inTime())).toBeNull();
    if (name === null) return;
    for (const [channel, kind] of [
      [world.unreachable, 'unavailable'],
      [world.unauthorised, 'unauthorised'],
    ] as const) {
      if (channel !== null) expect(await faultOf(channel.fetchProfile(address, inTime()))).toEqual({ kind });
    }
  });
};
