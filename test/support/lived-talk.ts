import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { vi } from 'vitest';
import type { MediaStore } from '#src/ports/media-store';
import type { Clerk } from './clerk.ts';
import { ChatDevice, talkIn } from './chat-device.ts';
import { pdf, photoWithPlace } from './papers.ts';
import { query } from './query.ts';

export interface LivedTalk {
  readonly device: ChatDevice;
  /** Made and not used. */
  readonly code: string;
}

/**
 * A talk of the web chat with media wherever one can lie: the resident's photo, a photo and a file of the clerk's, and
 * something laid beside an answer that was not sent.
 */
export const liveTalk = async (url: () => string, clerk: Clerk): Promise<LivedTalk> => {
  const device = new ChatDevice(url);
  await device.say('公園のブランコの鎖が切れそうです');
  const matterId = await vi.waitFor(async () => {
    const found = (await clerk.matters()).find(({ resident }) => resident.channel === 'webchat');
    if (found === undefined) throw new Error('nothing came to the inbox');
    return found.id;
  }, 20_000);
  const photo = await photoWithPlace();
  talkIn(await device.show(photo));
  const uploads = [await clerk.lay(matterId, '現場.jpg', photo), await clerk.lay(matterId, '図.pdf', pdf)];
  const { revision } = await clerk.detail(matterId);
  const answer = { id: randomUUID(), text: '図をお送りします。', uploads, revision, overStale: true };
  await clerk.send('POST', `/api/matters/${matterId}/replies`, answer);
  await clerk.lay(matterId, 'あとで送る.jpg', photo);
  await vi.waitFor(async () => {
    const { messages } = await device.talk();
    const stored = messages.filter(({ content }) => 'url' in content && content.url !== null);
    if (stored.length < 3) throw new Error(`${stored.length} media are in the talk`);
  }, 20_000);
  return { device, code: await device.code() };
};

/** A photo as a page leaves it that posted it a moment before everything stopped. */
export const postPhoto = async (database: string, media: MediaStore): Promise<void> => {
  const key = randomUUID();
  await query(
    database,
    `insert into chat_photo (message_external_id, media_key, posted_at) values ($1, $2, now())`,
    [`posted/${key}`, key],
  );
  await media.put(key, Readable.from([Buffer.from('posted')]), 100);
};
