import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { vi } from 'vitest';
import { talkIn, type ChatDevice } from './chat-device.ts';
import type { Clerk } from './clerk.ts';
import { pdf } from './papers.ts';
import type { Town } from './town.ts';

const patience = { timeout: 60_000, interval: 200 };

/**
 * Words that stand nowhere else in the world, made anew in each run. PostgreSQL compresses what is long, and puts a byte of its
 * own behind each eight that it could not make shorter: so such words are looked for by any eight of their letters.
 */
export const makeMarks = () => {
  const marks = new Map<string, Buffer>();
  const words = (name: string): string => {
    const word = `k${letters(23)}`;
    marks.set(name, Buffer.from(word));
    return word;
  };
  const wordsInLong = (name: string): string => {
    const word = words(name);
    marks.delete(name);
    for (let at = 0; at + 8 <= word.length; at += 1)
      marks.set(`${name}, from letter ${at}`, Buffer.from(word.slice(at, at + 8)));
    return word;
  };
  return { marks, words, wordsInLong };
};

const letters = (count: number): string =>
  randomBytes(2 * count)
    .toString('base64')
    .replaceAll(/[^A-Za-z]/g, '')
    .slice(0, count);

type Making = ReturnType<typeof makeMarks>;

/** What a resident of LINE sends, each piece marked; and the ids under which LINE knows it. */
export const writeOnLine = async (
  { line }: Town,
  { words, wordsInLong }: Making,
  name: string,
  userId: string,
): Promise<readonly string[]> => {
  const hole = `家の前の道路に大きな穴が開いています。${words(`${name}: first words`)}`;
  const first = await line.sendText(userId, hole);
  const long = `${wordsInLong(`${name}: a long text`)} ${'道路の穴についてのくわしい説明です。'.repeat(200)}`;
  const second = await line.sendText(userId, long, quoting(first.messageId));
  const image = await line.sendImage(userId, await photo(), 'image/jpeg');
  const file = Buffer.concat([pdf, randomBytes(4_000)]);
  const paper = await line.sendFile(
    userId,
    file,
    'application/pdf',
    `${words(`${name}: a file’s name`)}.pdf`,
  );
  const place = await line.sendLocation(userId, {
    title: words(`${name}: a place’s title`),
    address: words(`${name}: a place’s address`),
    latitude: 33.31,
    longitude: 130.5,
  });
  return [first, second, image, paper, place].map(({ messageId }) => messageId ?? '');
};

const quoting = (messageId: string | null | undefined) =>
  messageId === null || messageId === undefined ? {} : { quoteOf: messageId };

/** What a resident of the web chat sends; and the ids their page gave. */
export const writeInChat = async (
  device: ChatDevice,
  { words }: Making,
  name: string,
): Promise<readonly string[]> => {
  const text = await device.say(`公園のすべり台がこわれています。${words(`${name}: first words`)}`);
  const quote = await device.say(words(`${name}: words that quote`), { quotes: text });
  const shown = randomUUID();
  talkIn(await device.show(await photo(), 'no', shown));
  return [text, quote, shown];
};

/** An answer with a picture and a file, a note, and something laid beside an answer that is never sent. */
export const answerMarked = async (
  clerk: Clerk,
  { words }: Making,
  name: string,
  matterId: string,
): Promise<void> => {
  const file = Buffer.concat([pdf, randomBytes(4_000)]);
  const uploads = [
    await clerk.lay(matterId, `${words(`${name}: an answer’s photo’s name`)}.jpg`, await photo()),
    await clerk.lay(matterId, `${words(`${name}: an answer’s file’s name`)}.pdf`, file),
  ];
  const { revision } = await clerk.detail(matterId);
  const answer = { id: randomUUID(), text: `確かめます。${words(`${name}: an answer`)}`, uploads, revision };
  await clerk.send('POST', `/api/matters/${matterId}/replies`, { ...answer, overStale: true });
  await clerk.send('POST', `/api/matters/${matterId}/notes`, {
    id: randomUUID(),
    text: words(`${name}: a note`),
  });
  await clerk.lay(matterId, `${words(`${name}: an unsent file’s name`)}.jpg`, await photo());
};

/** A photo that no compression makes small or like another. */
const photo = (): Promise<Buffer> => {
  const raw = { width: 640, height: 480, channels: 3 } as const;
  return sharp(randomBytes(raw.width * raw.height * raw.channels), { raw })
    .jpeg()
    .toBuffer();
};

/** A stretch of each file of the media folder: photos, small pictures and papers, as they are kept. */
export const markMedia = async (dataDir: string, { marks }: Making): Promise<void> => {
  for (const path of await filesIn(join(dataDir, 'media'))) {
    const bytes = await readFile(path);
    const middle = Math.floor(bytes.length / 2);
    marks.set(`a medium of ${bytes.length} bytes`, bytes.subarray(middle, middle + 32));
  }
};

export const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The matter in which these words stand. */
export const matterSaying = (clerk: Clerk, word: Buffer | undefined): Promise<string> =>
  vi.waitFor(async () => {
    for (const { id } of await clerk.matters()) {
      if (JSON.stringify(await clerk.detail(id)).includes(String(word))) return id;
    }
    throw new Error('the words are in no matter');
  }, patience);
