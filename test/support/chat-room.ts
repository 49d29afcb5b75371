import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { webchatChannel } from '#adapters/webchat/channel';
import { isMatterId } from '#src/domain/ids';
import { isTalkId } from '#src/domain/talk';
import { mediaFolder } from '#src/main/media-folder';
import type { Nudge } from '#src/queue/jobs';
import { TryAgainError } from '#src/queue/verdicts';
import { chatBox } from '#src/store/chat-box';
import { readTalk, type Talk } from '#src/usecases/chat/read-talk';
import { showInChat } from '#src/usecases/chat/show-in-chat';
import { sweepPhotos } from '#src/usecases/chat/sweep-photos';
import { takeBackInChat } from '#src/usecases/chat/take-back-in-chat';
import { chooseInChat, placeInChat, sayInChat } from '#src/usecases/chat/tell-city';
import { deliver } from '#workers/deliver';
import { fetchMedia } from '#workers/fetch-media';
import { asItComes } from './as-it-comes.ts';
import { make } from './laid-matter.ts';
import { query } from './query.ts';
import type { SortingRoom } from './sorting-room.ts';

/** The sorting room with the web chat's channel: what is decided there arrives in the talks. */
export const openChatRoom = async (room: SortingRoom) => {
  const { context, clock } = room;
  const folder = await mkdtemp(join(tmpdir(), 'kodama-chat-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const media = mediaFolder(folder);
  const channel = webchatChannel({ box: chatBox(room.store, clock), media });
  const channels = new Map([[channel.name, channel]]);
  const run = { deliver: deliver(context, channels), fetch: fetchMedia(context, { media, channels }) };
  let asleep: readonly Nudge[] = [];

  const handle = async (nudge: Nudge): Promise<void> => {
    const signal = AbortSignal.timeout(10_000);
    switch (nudge.name) {
      case 'message.deliver':
        return run.deliver(nudge.data, signal);
      case 'media.fetch':
        return run.fetch(nudge.data, signal);
      case 'message.sort':
      case 'profile.fetch':
        return;
    }
  };
  /** Does everything that was nudged, until all of it is done or waits for its time. */
  const work = async (): Promise<void> => {
    for (;;) {
      await room.sortAll();
      const [nudge] = room.nudges.splice(0, 1);
      if (nudge === undefined) return;
      await handle(nudge).catch((error: unknown) => {
        if (!(error instanceof TryAgainError)) throw error;
        asleep = [...asleep, nudge];
      });
    }
  };

  /** Somebody who has never written before. */
  const resident = () => {
    const talk = make(isTalkId);
    const teller = { context, accept: room.accept, media, pictures: asItComes };
    const begin = (): string => {
      clock.pass({ seconds: 1 });
      return randomUUID();
    };
    const read = async (): Promise<Talk> => {
      const found = await readTalk(room.store, talk, null);
      if (found === null) throw new Error('no talk');
      return found;
    };
    const matters = () =>
      query(
        room.url,
        `select m.id, m.number, m.state, m.department_id as department, m.revision
          from matter m join thread t on t.id = m.thread_id where t.address = $1 order by m.opened_at`,
        [talk],
      );
    return {
      talk,
      read,
      matters,
      /** The one matter of this talk. */
      matter: async () => {
        const [row] = await matters();
        const id = String(row?.['id']);
        if (!isMatterId(id)) throw new Error('no matter');
        return {
          id,
          number: String(row?.['number']),
          state: String(row?.['state']),
          department: String(row?.['department']),
          revision: Number(row?.['revision']),
        };
      },
      says: async (text: string, quotes: string | null = null): Promise<string> => {
        const id = begin();
        await sayInChat(teller, talk, { id, text, quotes });
        await work();
        return id;
      },
      shows: async (bytes: Buffer): Promise<string> => {
        const id = begin();
        await showInChat(teller, talk, { id, bytes, keepPlace: false });
        await work();
        return id;
      },
      stands: async (latitude: number, longitude: number): Promise<void> => {
        await placeInChat(teller, talk, begin(), { latitude, longitude });
        await work();
      },
      chooses: async (label: string, data: string): Promise<boolean> => {
        const isOffered = await chooseInChat(teller, talk, { id: begin(), label, data });
        await work();
        return isOffered;
      },
      takesBack: async (id: string): Promise<boolean> => {
        const isDone = await takeBackInChat(teller, talk, id);
        await work();
        return isDone;
      },
      /** Texts, and the kinds of what has none; who said it stands before. */
      sees: async (): Promise<readonly string[]> =>
        (await read()).messages.map(
          ({ author, content }) =>
            `${author}: ${content === null ? '—' : content.kind === 'text' ? content.text : content.kind}`,
        ),
    };
  };

  return {
    resident,
    work,
    media,
    /** Time goes by, and everything due is done. */
    pass: async (seconds: number): Promise<void> => {
      clock.pass({ seconds });
      room.nudges.push(...asleep);
      asleep = [];
      await work();
    },
    sweep: () => sweepPhotos(context, media),
    mediaFiles: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
        .length,
  };
};
