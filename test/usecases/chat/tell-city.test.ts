import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboundEvent } from '#src/domain/inbound';
import { isTalkId } from '#src/domain/talk';
import { photoEvents, placeInChat, sayInChat } from '#src/usecases/chat/tell-city';
import { openCityHall, type CityHall } from '#test/support/city-hall';
import { make } from '#test/support/laid-matter';
import { contextOf } from '#test/support/matter-context';

let hall: CityHall;
beforeAll(async () => void (hall = await openCityHall()), 60_000);
afterAll(() => hall.drop());

const talk = make(isTalkId);
const told: InboundEvent[] = [];
const teller = () => ({
  context: contextOf(hall).context,
  accept: (events: readonly InboundEvent[]) => Promise.resolve(void told.push(...events)),
});

test('what a page says is an inbound event of its talk, known by the page’s id, and may be quoted by it', async () => {
  const id = randomUUID();
  await sayInChat(teller(), talk, { id, text: 'こんにちは', quotes: null });
  expect(told.splice(0)).toEqual([
    {
      channel: 'webchat',
      eventId: `${talk}/${id}`,
      occurredAt: hall.clock.now(),
      isRedelivery: false,
      address: talk,
      what: {
        kind: 'message',
        messageExternalId: `${talk}/${id}`,
        content: { kind: 'text', text: 'こんにちは' },
        quotedExternalId: null,
        quoteToken: `${talk}/${id}`,
        replyToken: null,
        imageSet: null,
      },
    },
  ]);
});

test('a place is told as it was given', async () => {
  await placeInChat(teller(), talk, randomUUID(), { latitude: 33.3, longitude: 130.5 });
  expect(told.splice(0)).toMatchObject([
    { what: { content: { kind: 'place', latitude: 33.3, longitude: 130.5, title: null, address: null } } },
  ]);
});

test('where a photo was taken is a message of its own, the same for the same photo and another for another', () => {
  const [id, other] = [randomUUID(), randomUUID()];
  const idsOf = (photo: string) =>
    photoEvents(teller(), talk, photo, { latitude: 33.3, longitude: 130.5 }).map(({ eventId }) => eventId);
  const [photo, place] = idsOf(id);
  expect(photo).toBe(`${talk}/${id}`);
  expect(place).toMatch(/\/[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(idsOf(id)).toEqual([photo, place]);
  expect(idsOf(other)[1]).not.toBe(place);
  expect(photoEvents(teller(), talk, id, null)).toHaveLength(1);
});
