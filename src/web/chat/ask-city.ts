import type { OperationName, operations } from '#src/http/contract/operations';
import type { Answer } from './answer.ts';
import { ask } from './ask.ts';
import type { City } from './city.ts';

export const askCity: City = {
  readWelcome: () => call('readChatWelcome'),
  readTalk: (before) =>
    call('readChatTalk', before === undefined ? '' : `?before=${encodeURIComponent(before)}`),
  send: ({ id, said }, onShare) => {
    switch (said.kind) {
      case 'text':
        return call('sayInChat', '', {
          id,
          text: said.text,
          ...(said.quotes !== null && { quotes: said.quotes.id }),
        });
      case 'photo': {
        const query = `?id=${id}&keepPlace=${said.keepPlace ? 'yes' : 'no'}`;
        return call('showInChat', query, said.photo, onShare);
      }
      case 'place':
        return call('placeInChat', '', { id, latitude: said.latitude, longitude: said.longitude });
      case 'choice':
        return call('chooseInChat', '', { id, label: said.label, data: said.data });
    }
  },
  takeBack: (id) => ask({ method: 'DELETE', address: `/api/chat/messages/${encodeURIComponent(id)}` }),
  makeCode: () => call('makeChatCode'),
  resume: (code) => call('resumeChat', '', { code }),
  leave: () => call('leaveChat'),
};

export const liveAddress = '/api/chat/live';

const call = <T>(
  name: keyof typeof endpoints,
  query = '',
  body?: Blob | object,
  onShare?: (share: number) => void,
): Promise<Answer<T>> => {
  const [method = '', path = ''] = endpoints[name].split(' ');
  return ask<T>({
    method,
    address: `${path}${query}`,
    ...(body !== undefined && { body }),
    ...(onShare !== undefined && { onShare }),
  });
};

type Operations = typeof operations;
type Address<N extends OperationName> = `${Uppercase<Operations[N]['method']>} ${Operations[N]['path']}`;

/** The contract is not shipped to the browser, so method and path stand here again; the compiler compares them. */
const endpoints = {
  readChatWelcome: 'GET /api/chat/welcome',
  readChatTalk: 'GET /api/chat/talk',
  sayInChat: 'POST /api/chat/messages',
  showInChat: 'POST /api/chat/photos',
  placeInChat: 'POST /api/chat/places',
  chooseInChat: 'POST /api/chat/choices',
  makeChatCode: 'POST /api/chat/codes',
  resumeChat: 'POST /api/chat/resume',
  leaveChat: 'DELETE /api/chat/session',
} as const satisfies { readonly [N in OperationName]?: Address<N> };
