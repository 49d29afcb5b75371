import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { lineChannel } from '#adapters/line/channel';
import { isMessageId, type AttachmentId, type DepartmentId, type StaffId } from '#src/domain/ids';
import { mediaFolder } from '#src/main/media-folder';
import { startPictures } from '#src/main/pictures';
import { settleMedia } from '#src/usecases/fetch-media';
import { keepUpload } from '#src/usecases/keep-upload';
import { reply, type Reply } from '#src/usecases/reply';
import { startLineEmulator } from '#test/emulators/line/server';
import { deliver } from '#workers/deliver';
import { openCityHall, road } from './city-hall.ts';
import { make, type LaidMatter } from './laid-matter.ts';
import { contextOf } from './matter-context.ts';
import { photoWithPlace } from './papers.ts';
import { query } from './query.ts';

/** Where a clerk of the road department answers with pictures and files; a folder keeps what they lay down. */
export async function openWritingDesk() {
  const hall = await openCityHall();
  const { context, nudges } = contextOf(hall);
  const employ = async (name: string, departmentId: DepartmentId): Promise<StaffId> => {
    const memberships = [{ departmentId, role: 'staff' }] as const;
    return (await hall.employ(`${name}@city.example`, { memberships })).person.id;
  };
  const clerk = await employ('clerk', road);
  const photo = await photoWithPlace();
  const folder = await mkdtemp(join(tmpdir(), 'kodama-media-'));
  const pictures = startPictures();
  const world = { media: mediaFolder(folder), pictures, channels: new Map() };

  const lay = async (laid: LaidMatter, name: string, bytes: Buffer, by = clerk): Promise<AttachmentId> => {
    const kept = await keepUpload(context, world, { staffId: by, matterId: laid.id, name, bytes });
    if (kept.kind !== 'kept') throw new Error(`${name} was not kept: ${kept.kind}`);
    return kept.upload.id;
  };

  const answer = (laid: LaidMatter, change: Partial<Reply> = {}) =>
    reply(context, {
      staffId: clerk,
      matterId: laid.id,
      messageId: make(isMessageId),
      text: '図をお送りします。',
      asksBack: false,
      revision: 1,
      overStale: true,
      ...change,
    });

  /** The matter's resident gets a telephone, and the city a wire to LINE. */
  const onLine = async (laid: LaidMatter) => {
    nudges.splice(0);
    const secrets = { channelSecret: 'a'.repeat(32), channelAccessToken: 'the-city-may' };
    const line = await startLineEmulator({ ...secrets, webhookUrl: null });
    onTestFinished(() => line.close());
    const { userId } = line.addResident('古賀');
    await query(hall.url, 'update thread set address = id::text where address = $1', [userId]);
    await query(hall.url, 'update thread set address = $1 where id = $2', [userId, laid.threadId]);
    const channel = lineChannel({ ...secrets, apiBaseUrl: line.url, dataApiBaseUrl: line.url });
    const run = deliver(context, new Map([['line', channel]]));
    const work = async () => {
      for (const nudge of nudges.splice(0)) {
        if (nudge.name === 'message.deliver')
          await run(nudge.data, AbortSignal.timeout(20_000)).catch(() => undefined);
      }
    };
    const pushes = () =>
      line.journal().flatMap((entry) => (entry.kind === 'api' && entry.endpoint === 'push' ? [entry] : []));
    return { line, work, pushes };
  };

  return {
    hall,
    context,
    nudges,
    clerk,
    photo,
    world,
    employ,
    lay,
    answer,
    onLine,
    /** Fetches or removes, as the row says. */
    settle: (id: AttachmentId) => settleMedia(context, world, id, AbortSignal.timeout(5_000)),
    filesLeft: async (): Promise<number> =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
        .length,
    close: async () => {
      await pictures.close();
      await hall.drop();
      await rm(folder, { recursive: true });
    },
  };
}

export type WritingDesk = Awaited<ReturnType<typeof openWritingDesk>>;
