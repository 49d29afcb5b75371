import { randomUUID } from 'node:crypto';
import type { State } from '#src/domain/matter';
import type { LaidMatter } from '#test/support/laid-matter';

/** How the walk calls one operation of the contract. */
export type Plan =
  /** Names a thing of some department: what is another's must look like what is not there. */
  | {
      readonly names: 'matter' | 'message' | 'attachment' | 'upload';
      readonly idOf: (laid: LaidMatter) => string;
      /** In which its own department may do it. */
      readonly state: State;
      readonly body?: () => unknown;
      /** Sent as it is instead of JSON. */
      readonly file?: string;
      readonly query?: string;
    }
  /** Shows many things: none of another department's may be among them. */
  | { readonly names: 'nothing'; readonly queries: readonly string[] }
  /** For administrators, who name members of staff. */
  | { readonly names: 'staff'; readonly body?: unknown }
  /** Coming in and going out. */
  | { readonly names: 'oneself'; readonly body?: unknown; readonly status: number }
  | { readonly names: 'stream' };

const matter = (state: State = 'open', body?: () => unknown): Plan & { readonly names: 'matter' } => ({
  names: 'matter',
  idOf: ({ id }) => id,
  state,
  ...(body !== undefined && { body }),
});

const views = ['mine', 'department', 'unassigned', 'sorting', 'all'];
const states = ['', '&state=sorting', '&state=new', '&state=open', '&state=waiting', '&state=closed'];
const lists = views.flatMap((view) =>
  states.flatMap((state) =>
    ['waiting', 'newest'].flatMap((order) => {
      const asked = `?view=${view}${state}&order=${order}`;
      return [asked, `${asked}&department=water`, `${asked}&sending=failed`];
    }),
  ),
);

/** One line for every operation; the walk fails for one that is missing here. */
export const plans: Readonly<Record<string, Plan>> = {
  logIn: { names: 'oneself', body: { email: 'nobody@city.example', password: 'a guess' }, status: 401 },
  whoAmI: { names: 'oneself', status: 200 },
  logOut: { names: 'oneself', status: 204 },
  changePassword: { names: 'oneself', body: { current: 'a guess', next: 'a longer guess' }, status: 401 },
  readInvitation: { names: 'oneself', status: 410 },
  acceptInvitation: { names: 'oneself', body: { password: 'a longer guess' }, status: 410 },

  readWelcome: { names: 'nothing', queries: [''] },
  readCity: { names: 'nothing', queries: [''] },
  listColleagues: { names: 'nothing', queries: [''] },
  live: { names: 'stream' },
  listMatters: { names: 'nothing', queries: lists },
  countMatters: { names: 'nothing', queries: [''] },

  readMatter: matter(),
  markRead: matter(),
  reply: matter('open', () => ({ id: randomUUID(), text: '穴は明日ふさぎます。', revision: 1 })),
  layUpload: { ...matter(), query: '?name=a.txt', file: '穴の図' },
  readUploadPreview: { names: 'upload', idOf: ({ uploadId }) => uploadId, state: 'open' },
  dropUpload: { names: 'upload', idOf: ({ uploadId }) => uploadId, state: 'open' },
  note: matter('open', () => ({ id: randomUUID(), text: '現場を見た。' })),
  transfer: matter('open', () => ({ departmentId: 'road' })),
  assign: matter('open', () => ({ staffId: null })),
  close: matter('open', () => ({ reason: 'solved' })),
  reopen: matter('closed'),
  undo: matter(),
  eraseMessage: {
    names: 'message',
    idOf: ({ messageId }) => messageId,
    state: 'open',
    body: () => ({ reason: 'rules' }),
  },
  eraseResident: matter('open', () => ({ reason: 'rules' })),
  retrySend: { names: 'message', idOf: ({ sentId }) => sentId, state: 'open' },
  readAttempts: { names: 'message', idOf: ({ sentId }) => sentId, state: 'open' },
  listHolds: { names: 'nothing', queries: [''] },
  readAttachment: { names: 'attachment', idOf: ({ storedId }) => storedId, state: 'open' },
  retryAttachment: { names: 'attachment', idOf: ({ failedId }) => failedId, state: 'open' },

  // Of residents: staff have no talk, and what they post without one is no post.
  readChatWelcome: { names: 'nothing', queries: [''] },
  readChatTalk: { names: 'oneself', status: 401 },
  sayInChat: { names: 'oneself', body: {}, status: 400 },
  showInChat: { names: 'oneself', status: 400 },
  placeInChat: { names: 'oneself', body: {}, status: 400 },
  chooseInChat: { names: 'oneself', body: {}, status: 401 },
  takeBackInChat: { names: 'oneself', status: 401 },
  readChatAttachment: { names: 'oneself', status: 401 },
  readChatPreview: { names: 'oneself', status: 401 },
  liveChat: { names: 'oneself', status: 401 },
  makeChatCode: { names: 'oneself', status: 401 },
  resumeChat: { names: 'oneself', body: { code: 'AAAA-AAAA' }, status: 410 },
  leaveChat: { names: 'oneself', status: 401 },

  listStaff: { names: 'staff' },
  inviteStaff: { names: 'staff', body: { email: 'friend@city.example', name: '友人', memberships: [] } },
  changeStaff: { names: 'staff', body: { isAdministrator: true } },
  deactivateStaff: { names: 'staff' },
  reactivateStaff: { names: 'staff' },
  resetStaff: { names: 'staff' },

  readServiceHealth: { names: 'staff' },
  replayEvent: { names: 'staff' },
  replayAllEvents: { names: 'staff' },
};
