import type { Endpoint } from '#test/emulators/line/contract';
import { consumption, info, quota } from './account.ts';
import type { Answer, Call } from './answer.ts';
import { content, transcoding } from './content.ts';
import { loading, markAsRead, profile } from './people.ts';
import { broadcast, multicast, push, reply, validate } from './send.ts';

export interface Route {
  readonly endpoint: Endpoint;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly handle: (call: Call) => Answer;
}

/** LINE's API as far as a city uses it; api.line.me and api-data.line.me are one here. */
export const routes: readonly Route[] = [
  { endpoint: 'push', method: 'post', path: '/v2/bot/message/push', handle: push },
  { endpoint: 'reply', method: 'post', path: '/v2/bot/message/reply', handle: reply },
  { endpoint: 'multicast', method: 'post', path: '/v2/bot/message/multicast', handle: multicast },
  { endpoint: 'broadcast', method: 'post', path: '/v2/bot/message/broadcast', handle: broadcast },
  { endpoint: 'validate', method: 'post', path: '/v2/bot/message/validate/:kind', handle: validate },
  { endpoint: 'quota', method: 'get', path: '/v2/bot/message/quota', handle: quota },
  { endpoint: 'consumption', method: 'get', path: '/v2/bot/message/quota/consumption', handle: consumption },
  { endpoint: 'content', method: 'get', path: '/v2/bot/message/:messageId/content', handle: content },
  { endpoint: 'content', method: 'get', path: '/v2/bot/message/:messageId/content/preview', handle: content },
  {
    endpoint: 'transcoding',
    method: 'get',
    path: '/v2/bot/message/:messageId/content/transcoding',
    handle: transcoding,
  },
  { endpoint: 'profile', method: 'get', path: '/v2/bot/profile/:userId', handle: profile },
  { endpoint: 'loading', method: 'post', path: '/v2/bot/chat/loading/start', handle: loading },
  { endpoint: 'mark-as-read', method: 'post', path: '/v2/bot/chat/markAsRead', handle: markAsRead },
  { endpoint: 'info', method: 'get', path: '/v2/bot/info', handle: info },
];
