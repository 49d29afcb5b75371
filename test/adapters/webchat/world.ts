import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { webchatChannel } from '#adapters/webchat/channel';
import type { InboundEvent } from '#src/domain/inbound';
import { externalIdIn, isTalkId, pageIdIn } from '#src/domain/talk';
import { mediaFolder } from '#src/main/media-folder';
import { chatBox } from '#src/store/chat-box';
import { acceptInbound, type AcceptInbound } from '#src/usecases/accept-inbound';
import { readTalk } from '#src/usecases/chat/read-talk';
import { showInChat } from '#src/usecases/chat/show-in-chat';
import { sweepPhotos } from '#src/usecases/chat/sweep-photos';
import { takeBackInChat } from '#src/usecases/chat/take-back-in-chat';
import { sayInChat } from '#src/usecases/chat/tell-city';
import { sortMessage } from '#src/usecases/sort-message';
import type { ChannelWorld } from '#test/contracts/channel-world';
import { openCityHall } from '#test/support/city-hall';
import { asItComes } from '#test/support/as-it-comes';
import { layOutbox, layTalk } from '#test/support/laid-talk';
import { make } from '#test/support/laid-matter';
import { contextOf } from '#test/support/matter-context';
import { wordlessReader } from '#test/support/wordless-reader';
import { silentLog } from '#test/support/silent-log';

/** The web chat before our own database and media folder, with one resident in it. */
export const webchatWorld = async (): Promise<ChannelWorld> => {
  const hall = await openCityHall();
  const folder = await mkdtemp(join(tmpdir(), 'kodama-webchat-'));
  onTestFinished(async () => {
    await hall.drop();
    await rm(folder, { recursive: true });
  });
  const { context, nudges } = contextOf(hall);
  const media = mediaFolder(folder);
  const talk = make(isTalkId);
  await layTalk(hall.url, talk);
  const channel = webchatChannel({ box: chatBox(hall.store, hall.clock), media });

  const sort = sortMessage(context, wordlessReader, silentLog);
  const sortAll = async (): Promise<void> => {
    for (const nudge of nudges.splice(0)) if (nudge.name === 'message.sort') await sort(nudge.data);
  };
  let told: readonly InboundEvent[] = [];
  const keep = acceptInbound(context);
  const accept: AcceptInbound = async (events) => {
    told = events;
    await keep(events);
  };
  const teller = { context, accept, media, pictures: asItComes };

  /** A picture of the city's is an attachment of ours: which address it had in the send is told by its turn. */
  const urls: string[] = [];
  let seen: readonly string[] = [];
  const look = async (): Promise<void> => {
    const read = await readTalk(hall.store, talk, null);
    let pictures = 0;
    seen = (read?.messages ?? []).flatMap(({ author, content }) => {
      if (author === 'resident' || content === null) return [];
      return content.kind === 'text' ? [content.text] : [`${urls[pictures++]}`];
    });
  };

  return {
    channel: {
      ...channel,
      // Whatever is sent stands in the outbox before: here, from the moment it is first sent.
      send: async (message, signal) => {
        await layOutbox(hall.url, talk, message);
        urls.push(...message.parts.flatMap((part) => (part.kind === 'image' ? [part.url] : [])));
        try {
          return await channel.send(message, signal);
        } finally {
          await look();
        }
      },
    },
    // Nothing lies between us and the resident, and nobody has to let us in.
    unreachable: null,
    unauthorised: null,
    resident: { address: talk, name: null },
    writes: async (text) => {
      await sayInChat(teller, talk, { id: randomUUID(), text, quotes: null });
      return { events: told, replyToken: null };
    },
    sendsPhoto: async (bytes) => {
      const id = randomUUID();
      await showInChat(teller, talk, { id, bytes: Buffer.from(bytes), keepPlace: false });
      return { messageExternalId: externalIdIn(talk, id) };
    },
    takesBack: async (messageExternalId) => {
      await sortAll();
      await takeBackInChat(teller, talk, pageIdIn(talk, messageExternalId));
      await sortAll();
      await sweepPhotos(context, media);
    },
    sees: () => seen,
    trouble: (kind) => {
      throw new Error(`The web chat knows no ${kind}.`);
    },
  };
};
