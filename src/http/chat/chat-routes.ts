import type { Request, Response } from 'express';
import { showCode } from '#src/domain/resume-code';
import type { TalkId } from '#src/domain/talk';
import type { MakeRoute, Route } from '#src/http/api/route';
import type { ChatTalk } from '#src/http/contract/chat';
import { operations } from '#src/http/contract/operations';
import { ProblemError } from '#src/http/problems';
import { PictureRefusedError } from '#src/ports/pictures';
import { beginTalk } from '#src/usecases/chat/begin-talk';
import { leaveTalk, makeResumeCode, resumeTalk } from '#src/usecases/chat/carry-talk';
import { readTalk } from '#src/usecases/chat/read-talk';
import { showInChat, type PhotoTeller } from '#src/usecases/chat/show-in-chat';
import { takeBackInChat } from '#src/usecases/chat/take-back-in-chat';
import { chooseInChat, placeInChat, sayInChat } from '#src/usecases/chat/tell-city';
import { welcome } from '#src/usecases/chat/welcome';
import type { ChatLimits } from './chat-limits.ts';
import type { Devices } from './devices.ts';
import { presentTalk, presentWelcome } from './present-talk.ts';
import type { ReadPhoto } from './read-photo.ts';

export interface ChatDesk {
  readonly teller: PhotoTeller;
  readonly devices: Devices;
  readonly limits: ChatLimits;
  readonly readPhoto: ReadPhoto;
}

/** What a resident's page asks. */
export const chatRoutes = (
  { teller, devices, limits, readPhoto }: ChatDesk,
  route: MakeRoute,
): readonly Route[] => {
  const { context } = teller;
  const show = async (talk: TalkId, before: string | null = null): Promise<ChatTalk> => {
    const read = await readTalk(context.store, talk, before);
    if (read === null) throw new ProblemError('not-found');
    return presentTalk(talk, read);
  };
  /** The talk of this device, or a new one: nobody is asked to begin anything. */
  const talkOf = async (
    { request, response }: { readonly request: Request; readonly response: Response },
    pageId: string,
    mayDo: (request: Request, talk: TalkId | null) => Promise<void>,
  ): Promise<TalkId> => {
    const known = await devices.read(request, response);
    await mayDo(request, known?.talk ?? null);
    if (known !== null) return known.talk;
    await limits.mayBegin(request);
    const begun = await beginTalk(context, pageId);
    // Before anything else can fail: what is tried again must not begin a second talk.
    return (await devices.remember(response, begun)).talk;
  };

  return [
    route(operations.readChatWelcome, () => Promise.resolve(presentWelcome(welcome(context)))),
    route(operations.readChatTalk, ({ resident, query }) => show(resident.talk, query.before)),
    route(operations.sayInChat, async (call) => {
      const { id, text, quotes = null } = call.body;
      const talk = await talkOf(call, id, limits.maySay);
      if (!(await sayInChat(teller, talk, { id, text, quotes }))) throw new ProblemError('not-found');
      return show(talk);
    }),
    route(operations.showInChat, async (call) => {
      const { id, keepPlace } = call.query;
      const talk = await talkOf(call, id, limits.mayShow);
      await readPhoto(call.request, (bytes) =>
        showInChat(teller, talk, { id, bytes, keepPlace: keepPlace === 'yes' }).catch(refusePicture),
      );
      return show(talk);
    }),
    route(operations.placeInChat, async (call) => {
      const { id, ...spot } = call.body;
      const talk = await talkOf(call, id, limits.maySay);
      await placeInChat(teller, talk, id, spot);
      return show(talk);
    }),
    route(operations.chooseInChat, async ({ body, resident: { talk }, request }) => {
      await limits.maySay(request, talk);
      if (!(await chooseInChat(teller, talk, body))) throw new ProblemError('invalid-request');
      return show(talk);
    }),
    route(operations.takeBackInChat, async ({ params, resident: { talk }, request }) => {
      await limits.maySay(request, talk);
      if (!(await takeBackInChat(teller, talk, params.clientId))) throw new ProblemError('not-found');
      return show(talk);
    }),
    route(operations.makeChatCode, async ({ resident }) => {
      await limits.mayMakeCode(resident.talk);
      const { code, expiresAt } = await makeResumeCode(context, resident.talk);
      return { code: showCode(code), expiresAt: expiresAt.toISOString() };
    }),
    route(operations.resumeChat, async ({ body, request, response }) => {
      const wasRight = await limits.mayTryCode(request);
      const begun = await resumeTalk(context, body.code);
      if (begun === null) throw new ProblemError('code-expired');
      await wasRight();
      return show((await devices.remember(response, begun)).talk);
    }),
    route(operations.leaveChat, async ({ resident, response }) => {
      await leaveTalk(context, resident.tokenHash);
      devices.forget(response);
    }),
  ];
};

const refusePicture = (error: unknown): never => {
  if (!(error instanceof PictureRefusedError)) throw error;
  switch (error.reason) {
    case 'not-a-picture':
      throw new ProblemError('not-a-picture');
    case 'too-many-pixels':
      throw new ProblemError('too-large');
  }
};
