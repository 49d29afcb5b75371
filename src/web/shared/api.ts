import type { z } from 'zod';
import type { OperationName, operations } from '#src/http/contract/operations';
import type { Upload } from '#src/http/contract/uploads';
import { isProblem, problemFrom } from './problems.ts';
import { sendFile, type FileToSend } from './send-file.ts';

type Operations = typeof operations;
/** The residents' chat asks for itself. */
type InboxName = {
  [N in OperationName]: Operations[N]['path'] extends `/api/chat/${string}` ? never : N;
}[OperationName];
type Field<N extends InboxName, K extends string> =
  Operations[N] extends Readonly<Record<K, infer S extends z.ZodType>> ? z.input<S> : null;

type Sent = {
  readonly [N in InboxName]: (Field<N, 'params'> extends null ? object : { params: Field<N, 'params'> }) &
    (Field<N, 'query'> extends null ? object : { query?: Field<N, 'query'> }) &
    (Field<N, 'body'> extends null ? object : { body: Field<N, 'body'> });
};
type Answers = {
  readonly [N in InboxName]: Operations[N]['answer'] extends z.ZodType
    ? z.output<Operations[N]['answer']>
    : undefined;
};

export interface Api {
  /** Rejects with `ProblemError` when the server refuses, and with a `TypeError` when it is not reached. */
  readonly call: <N extends InboxName>(name: N, sent: Sent[N]) => Promise<Answers[N]>;
  /** Lays a picture or a file beside the answer to a matter. Rejects as `call` does. */
  readonly lay: (
    matterId: string,
    file: File,
    watch: Pick<FileToSend, 'signal' | 'onProgress'>,
  ) => Promise<Upload>;
}

interface Ties {
  readonly csrfToken: () => string | null;
  /** The session ended on the server. */
  readonly onLoggedOut: () => void;
}

export const createApi = ({ csrfToken, onLoggedOut }: Ties): Api => ({
  call: async (name, sent) => {
    const [method, path] = endpoints[name].split(' ');
    const parts: Parts = sent;
    const token = csrfToken();
    const response = await fetch(addressOf(path ?? '', parts), {
      method: method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(parts.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null || method === 'GET' ? {} : { 'x-csrf-token': token }),
      },
      body: parts.body === undefined ? null : JSON.stringify(parts.body),
    });
    if (!response.ok) {
      const problem = problemFrom(await response.json().catch(() => null), response.status);
      if (problem.code === 'not-logged-in') onLoggedOut();
      throw problem;
    }
    // Our own server answers by the same contract, in the same release: nothing outside comes in here.
    return response.status === 204 ? undefined : response.json();
  },
  lay: async (matterId, file, watch) => {
    const [, path] = endpoints.layUpload.split(' ');
    const address = addressOf(path ?? '', { params: { matterId }, query: { name: file.name } });
    const headers = { 'content-type': 'application/octet-stream', 'x-csrf-token': csrfToken() ?? '' };
    const told = await sendFile({ address, headers, file, ...watch }).catch((error: unknown) => {
      if (isProblem(error, 'not-logged-in')) onLoggedOut();
      throw error;
    });
    if (!isUpload(told)) throw new TypeError('the server answered with something else');
    return told;
  },
});

/** Our own server answers by the same contract: enough that it is an answer at all. */
const isUpload = (told: unknown): told is Upload => typeof told === 'object' && told !== null && 'id' in told;

interface Parts {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

const addressOf = (path: string, { params, query }: Parts): string => {
  const filled = entriesOf(params).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))),
    path,
  );
  const search = new URLSearchParams();
  for (const [name, value] of entriesOf(query))
    if (typeof value === 'string' || typeof value === 'number') search.set(name, `${value}`);
  return search.size === 0 ? filled : `${filled}?${search}`;
};

const entriesOf = (fields: unknown): readonly (readonly [string, unknown])[] =>
  typeof fields === 'object' && fields !== null ? Object.entries(fields) : [];

/** The contract is not shipped to the browser, so method and path stand here again; the compiler compares them. */
const endpoints = {
  logIn: 'POST /api/session',
  whoAmI: 'GET /api/session',
  logOut: 'DELETE /api/session',
  changePassword: 'PUT /api/password',
  readWelcome: 'GET /api/welcome',
  readInvitation: 'GET /api/invitations/{token}',
  acceptInvitation: 'POST /api/invitations/{token}',
  readCity: 'GET /api/city',
  listColleagues: 'GET /api/colleagues',
  live: 'GET /api/live',
  listMatters: 'GET /api/matters',
  countMatters: 'GET /api/matter-counts',
  readMatter: 'GET /api/matters/{matterId}',
  markRead: 'PUT /api/matters/{matterId}/read',
  reply: 'POST /api/matters/{matterId}/replies',
  layUpload: 'POST /api/matters/{matterId}/uploads',
  readUploadPreview: 'GET /api/uploads/{uploadId}/preview',
  dropUpload: 'DELETE /api/uploads/{uploadId}',
  note: 'POST /api/matters/{matterId}/notes',
  transfer: 'POST /api/matters/{matterId}/transfer',
  assign: 'PUT /api/matters/{matterId}/assignee',
  close: 'POST /api/matters/{matterId}/close',
  undo: 'POST /api/matters/{matterId}/undo',
  reopen: 'POST /api/matters/{matterId}/reopen',
  eraseMessage: 'POST /api/messages/{messageId}/erasure',
  eraseResident: 'POST /api/matters/{matterId}/resident-erasure',
  retrySend: 'POST /api/messages/{messageId}/retry',
  readAttempts: 'GET /api/messages/{messageId}/attempts',
  listHolds: 'GET /api/holds',
  readAttachment: 'GET /api/attachments/{attachmentId}',
  retryAttachment: 'POST /api/attachments/{attachmentId}/retry',
  listStaff: 'GET /api/staff',
  inviteStaff: 'POST /api/staff',
  changeStaff: 'PATCH /api/staff/{staffId}',
  deactivateStaff: 'POST /api/staff/{staffId}/deactivate',
  reactivateStaff: 'POST /api/staff/{staffId}/reactivate',
  resetStaff: 'POST /api/staff/{staffId}/reset',
  readServiceHealth: 'GET /api/service-health',
  replayEvent: 'POST /api/set-aside/{eventId}/replay',
  replayAllEvents: 'POST /api/set-aside/replay',
} as const satisfies {
  readonly [N in InboxName]: `${Uppercase<Operations[N]['method']>} ${Operations[N]['path']}`;
};
