import { readdir, readFile } from 'node:fs/promises';
import type { webhook } from '@line/bot-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';

/** Every kind that the SDK knows; a new one does not build until it stands here, and then fails until it has a fixture. */
const eventTypes = {
  accountLink: true,
  activated: true,
  beacon: true,
  botResumed: true,
  botSuspended: true,
  deactivated: true,
  delivery: true,
  follow: true,
  join: true,
  leave: true,
  memberJoined: true,
  memberLeft: true,
  membership: true,
  message: true,
  messageEdited: true,
  module: true,
  postback: true,
  unfollow: true,
  unsend: true,
  videoPlayComplete: true,
} satisfies Readonly<Record<webhook.Event['type'], true>>;

const messageTypes = {
  audio: true,
  file: true,
  image: true,
  location: true,
  sticker: true,
  text: true,
  video: true,
} satisfies Readonly<Record<webhook.MessageContent['type'], true>>;

const Body = z.object({
  events: z.array(z.object({ type: z.string(), message: z.object({ type: z.string() }).optional() })),
});

test('LINE’s twenty kinds of events and seven kinds of messages each have a fixture', async () => {
  const folder = new URL('../../fixtures/line/', import.meta.url);
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  const events = texts.flatMap((text) => Body.parse(JSON.parse(text)).events);
  const kindsIn = (kinds: readonly (string | undefined)[]) =>
    [...new Set(kinds.filter((kind) => kind !== undefined))].toSorted();
  expect(kindsIn(events.map(({ type }) => type))).toEqual(Object.keys(eventTypes));
  expect(kindsIn(events.map(({ message }) => message?.type))).toEqual(Object.keys(messageTypes));
  expect(Object.keys(eventTypes)).toHaveLength(20);
});
