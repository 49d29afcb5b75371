import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeEach, afterEach, expect, test } from 'vitest';
import { mediaFolder } from '#src/main/media-folder';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kodama-media-'));
});
afterEach(() => rm(folder, { recursive: true }));

const filesLeft = async (): Promise<number> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

const body = (): Readable => Readable.from([Buffer.alloc(70_000, 1), Buffer.alloc(70_000, 2)]);

test('a photo fetched by two workers at once is whole, whoever is first', async () => {
  const media = mediaFolder(folder);
  const key = randomUUID();
  const puts = await Promise.all([media.put(key, body(), 1e6), media.put(key, body(), 1e6)]);
  expect(puts).toEqual([{ bytes: 140_000 }, { bytes: 140_000 }]);
  const kept = await media.get(key);
  if (kept === null) throw new Error('nothing was kept');
  expect((await buffer(kept.body)).equals(await buffer(body()))).toBe(true);
  expect(await filesLeft()).toBe(1);
});

test('removing a photo removes also what a killed worker had fetched of it', async () => {
  const media = mediaFolder(folder);
  const key = randomUUID();
  const halfway = Promise.withResolvers<void>();
  const stuck = new Readable({ read: () => undefined });
  stuck.push(Buffer.alloc(1_000));
  const putting = media.put(key, stuck, 1e6).catch(() => halfway.resolve());
  while ((await filesLeft()) === 0) await new Promise(setImmediate);
  await media.remove(key);
  expect(await filesLeft()).toBe(0);
  stuck.destroy(new Error('the line broke'));
  await Promise.all([putting, halfway.promise]);
});

test('a stream that broke before it was read is an error and leaves nothing', async () => {
  const media = mediaFolder(folder);
  const broken = new Readable({ read: () => undefined });
  const putting = media.put(randomUUID(), broken, 1e6);
  broken.destroy(new Error('the line broke'));
  await expect(putting).rejects.toThrow('the line broke');
  expect(await filesLeft()).toBe(0);
});

test('what is larger than allowed is not kept', async () => {
  const media = mediaFolder(folder);
  await expect(media.put(randomUUID(), body(), 100_000)).rejects.toThrow('more than 100000 bytes');
  expect(await filesLeft()).toBe(0);
});
