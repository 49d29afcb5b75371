import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fixture, receive } from './signed.ts';

const amongOthers = { kind: 'group', replyToken: expect.any(String) };

/** What each kind of event of LINE's documentation means to the city; `ignored` stands for kept and not acted on. */
const meanings: Readonly<Record<string, readonly unknown[]>> = {
  'message-text': [said({ kind: 'text', text: '家の前の街灯が三日前から消えています' })],
  'message-text-emoji-mention': [
    said({
      kind: 'text',
      text: '@久留米市 $ ありがとう',
      marks: [
        { kind: 'mention', index: 0, length: 5 },
        { kind: 'emoji', index: 6, length: 1 },
      ],
    }),
  ],
  'message-text-mention-all': [amongOthers],
  'message-text-quote': [
    { ...said({ kind: 'text', text: 'この写真の場所です' }), quotedExternalId: '519034429196606952' },
  ],
  'message-image': [said({ kind: 'image' })],
  'message-image-external': [said({ kind: 'image', elsewhere: 'photo.example' })],
  'message-image-set': [
    { ...said({ kind: 'image' }), imageSet: { id: expect.stringMatching(/^0A1B/), index: 2, total: 2 } },
    { ...said({ kind: 'image' }), imageSet: { id: expect.stringMatching(/^0A1B/), index: 1, total: 2 } },
  ],
  'message-image-set-untold': [said({ kind: 'image' })],
  'message-video': [said({ kind: 'video', durationMs: 8_400 })],
  'message-video-external': [said({ kind: 'video', durationMs: 8_400, elsewhere: 'photo.example' })],
  'message-audio': [{ ...said({ kind: 'audio', durationMs: 3_100 }), quoteToken: null }],
  'message-file': [{ ...said({ kind: 'file', fileName: '罹災証明の申請.pdf' }), quoteToken: null }],
  'message-location': [
    {
      ...said({
        kind: 'place',
        latitude: 33.2991,
        longitude: 130.4936,
        title: '津福公園の入口',
        address: '久留米市津福本町',
      }),
      quoteToken: null,
    },
  ],
  'message-location-bare': [
    {
      ...said({ kind: 'place', latitude: 33.3192, longitude: 130.5084, title: null, address: null }),
      quoteToken: null,
    },
  ],
  'message-sticker': [said({ kind: 'sticker', words: ['thanks', 'bow', 'smile'] })],
  'message-sticker-text': [said({ kind: 'sticker', words: ['お世話になります', 'hello'] })],
  'message-sticker-quote': [
    { ...said({ kind: 'sticker', words: [] }), quotedExternalId: expect.stringMatching(/^5\d+$/) },
  ],
  'message-group': [amongOthers],
  'message-room': [amongOthers],
  'message-standby': [unheard('message/standby')],
  'message-redelivered': [said({ kind: 'text', text: '届いていますか' })],
  unsend: [{ kind: 'unsend', messageExternalId: expect.stringMatching(/^5\d+$/) }],
  follow: [{ kind: 'follow', isUnblocked: false, replyToken: expect.any(String) }],
  'follow-unblocked': [{ kind: 'follow', isUnblocked: true, replyToken: expect.any(String) }],
  unfollow: [{ kind: 'unfollow' }],
  join: [amongOthers],
  leave: [unheard('leave/group')],
  'member-joined': [unheard('memberJoined/group')],
  'member-left': [unheard('memberLeft/group')],
  postback: [{ kind: 'postback', data: 'choice=bulky-waste', replyToken: expect.any(String) }],
  'postback-datetime': [
    {
      kind: 'postback',
      data: 'choice=visit',
      replyToken: expect.any(String),
      params: { datetime: '2026-10-05T10:30' },
    },
  ],
  'postback-rich-menu': [
    {
      kind: 'postback',
      data: 'menu=living',
      replyToken: expect.any(String),
      params: { newRichMenuAliasId: 'menu-living', status: 'SUCCESS' },
    },
  ],
  'video-play-complete': [ignored('videoPlayComplete')],
  beacon: [ignored('beacon')],
  'account-link': [ignored('accountLink')],
  'account-link-failed': [ignored('accountLink')],
  'membership-joined': [ignored('membership')],
  'membership-left': [ignored('membership')],
  'membership-renewed': [ignored('membership')],
  'module-attached': [ignored('module')],
  'module-detached': [ignored('module')],
  activated: [ignored('activated')],
  deactivated: [{ kind: 'silenced', name: 'deactivated/standby' }],
  'bot-suspended': [{ kind: 'silenced', name: 'botSuspended' }],
  'bot-resumed': [ignored('botResumed')],
  delivery: [ignored('delivery')],
  'message-edited': [unheard('messageEdited/group')],
  'message-edited-one-to-one': [
    {
      kind: 'edit',
      messageExternalId: expect.stringMatching(/^5\d+$/),
      content: { kind: 'text', text: '街灯は二本とも消えています' },
      quoteToken: expect.any(String),
    },
  ],
};

const Body = z.object({
  events: z.array(
    z.looseObject({
      webhookEventId: z.string(),
      timestamp: z.number(),
      deliveryContext: z.object({ isRedelivery: z.boolean() }),
      source: z
        .object({ userId: z.string(), groupId: z.string().optional(), roomId: z.string().optional() })
        .optional(),
    }),
  ),
});

test.each(Object.entries(meanings))("LINE's %s is understood", async (name, expected) => {
  const body = await fixture(name);
  const { events } = Body.parse(JSON.parse(body));
  expect(receive(body)).toEqual({
    kind: 'events',
    events: events.map((event, index) => ({
      channel: 'line',
      eventId: event.webhookEventId,
      occurredAt: new Date(event.timestamp),
      isRedelivery: event.deliveryContext.isRedelivery,
      address: event.source?.groupId ?? event.source?.roomId ?? event.source?.userId ?? null,
      what: expected[index],
    })),
  });
});

test('every fixture has its meaning here', async () => {
  const files = await readdir(new URL('../../fixtures/line/', import.meta.url));
  expect(files.toSorted()).toEqual(
    Object.keys(meanings)
      .map((name) => `${name}.json`)
      .toSorted(),
  );
});

test('what is ignored is kept whole', async () => {
  const body = await fixture('beacon');
  const received = receive(body);
  const [raw] = z.object({ events: z.array(z.unknown()) }).parse(JSON.parse(body)).events;
  expect(received.kind === 'events' && received.events[0]?.what).toEqual({
    kind: 'ignored',
    name: 'beacon',
    raw,
  });
});

function said(content: unknown) {
  return {
    kind: 'message',
    messageExternalId: expect.stringMatching(/^5\d+$/),
    content,
    quotedExternalId: null,
    quoteToken: expect.any(String),
    replyToken: expect.any(String),
    imageSet: null,
  };
}

function ignored(name: string) {
  return { kind: 'ignored', name, raw: expect.objectContaining({ type: name.split('/')[0] }) };
}

/** Not for us: only the name is kept. */
function unheard(name: string) {
  return { kind: 'ignored', name, raw: null };
}
