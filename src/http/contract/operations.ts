import { z } from 'zod';
import * as acts from './acts.ts';
import * as chat from './chat.ts';
import * as health from './health.ts';
import * as matters from './matters.ts';
import * as sending from './sending.ts';
import * as staff from './staff.ts';
import * as uploads from './uploads.ts';

const uuid = z.uuid();
const matterId = z.strictObject({ matterId: uuid });
const uploadId = z.strictObject({ uploadId: uuid });
const staffId = z.strictObject({ staffId: uuid });
const clientId = z.strictObject({ clientId: uuid });
const attachmentId = z.strictObject({ attachmentId: uuid });
const messageId = z.strictObject({ messageId: uuid });
const eventId = z.strictObject({ eventId: uuid });
const linkToken = z.strictObject({ token: z.string().min(20).max(100) });

/**
 * Who may call: `anyone`; `session` (logged in, also with a one-time password); `staff` (with a password of their
 * own); `administrator`; `resident` (with the cookie of a web chat's talk).
 */
export type Gate = 'anyone' | 'session' | 'staff' | 'administrator' | 'resident';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly gate: Gate;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body is the file itself and not JSON. */
  readonly takesFile?: true;
  /** Null: no JSON comes back (204, a stream, or a file). */
  readonly answer: z.ZodType | null;
  readonly status: 200 | 201 | 204;
}

/**
 * A foreign page may send a browser's cookie along, but it does not know the token. A resident's requests are told from a
 * foreign page's by where the browser says that they come from, since most residents write before they have a session.
 */
export const wantsToken = ({ method, gate }: Operation): boolean => {
  switch (gate) {
    case 'anyone':
    case 'resident':
      return false;
    case 'session':
    case 'staff':
    case 'administrator':
      return method !== 'get';
  }
};

/**
 * Everything the inbox and the web chat ask of the server, one operation a line. The OpenAPI document and the validation of requests are
 * both made from this table.
 */
// prettier-ignore
export const operations = {
  logIn: { method: 'post', path: '/api/session', gate: 'anyone', summary: 'Log in', body: staff.credentials, answer: staff.me, status: 200 },
  whoAmI: { method: 'get', path: '/api/session', gate: 'session', summary: 'Who is logged in', answer: staff.me, status: 200 },
  logOut: { method: 'delete', path: '/api/session', gate: 'session', summary: 'Log out', answer: null, status: 204 },
  changePassword: { method: 'put', path: '/api/password', gate: 'session', summary: 'Replace the password', body: staff.passwordChange, answer: staff.me, status: 200 },
  readWelcome: { method: 'get', path: '/api/welcome', gate: 'anyone', summary: 'Whose inbox this is', answer: staff.welcome, status: 200 },
  readInvitation: { method: 'get', path: '/api/invitations/{token}', gate: 'anyone', summary: 'Whom a link invites', params: linkToken, answer: staff.invitation, status: 200 },
  acceptInvitation: { method: 'post', path: '/api/invitations/{token}', gate: 'anyone', summary: 'Set the first or a new password and log in', params: linkToken, body: staff.acceptInvitation, answer: staff.me, status: 200 },

  readCity: { method: 'get', path: '/api/city', gate: 'staff', summary: 'Departments, categories and ready answers', answer: staff.city, status: 200 },
  listColleagues: { method: 'get', path: '/api/colleagues', gate: 'staff', summary: 'Staff of my departments', answer: staff.colleagues, status: 200 },
  live: { method: 'get', path: '/api/live', gate: 'staff', summary: 'Server-sent events of what changed', answer: null, status: 200 },

  listMatters: { method: 'get', path: '/api/matters', gate: 'staff', summary: 'A page of matters', query: matters.listQuery, answer: matters.matterList, status: 200 },
  countMatters: { method: 'get', path: '/api/matter-counts', gate: 'staff', summary: 'How many matters each view holds, closed ones left out', answer: matters.matterCounts, status: 200 },
  readMatter: { method: 'get', path: '/api/matters/{matterId}', gate: 'staff', summary: 'One matter with its thread', params: matterId, query: matters.detailQuery, answer: matters.matterDetail, status: 200 },
  markRead: { method: 'put', path: '/api/matters/{matterId}/read', gate: 'staff', summary: 'I have seen it as it is now', params: matterId, answer: null, status: 204 },
  reply: { method: 'post', path: '/api/matters/{matterId}/replies', gate: 'staff', summary: 'Answer the resident', params: matterId, body: acts.replyBody, answer: matters.matterDetail, status: 201 },
  layUpload: { method: 'post', path: '/api/matters/{matterId}/uploads', gate: 'staff', summary: 'Lay a picture or a file beside the answer', params: matterId, query: uploads.uploadQuery, takesFile: true, answer: uploads.upload, status: 201 },
  readUploadPreview: { method: 'get', path: '/api/uploads/{uploadId}/preview', gate: 'staff', summary: 'The picture beside the answer, small', params: uploadId, answer: null, status: 200 },
  dropUpload: { method: 'delete', path: '/api/uploads/{uploadId}', gate: 'staff', summary: 'Take it away again before it is sent', params: uploadId, answer: null, status: 204 },
  note: { method: 'post', path: '/api/matters/{matterId}/notes', gate: 'staff', summary: 'Leave a note that residents never see', params: matterId, body: acts.noteBody, answer: matters.matterDetail, status: 201 },
  transfer: { method: 'post', path: '/api/matters/{matterId}/transfer', gate: 'staff', summary: 'Hand the matter to another department', params: matterId, body: acts.transferBody, answer: null, status: 204 },
  assign: { method: 'put', path: '/api/matters/{matterId}/assignee', gate: 'staff', summary: 'Say who answers', params: matterId, body: acts.assignBody, answer: matters.matterDetail, status: 200 },
  close: { method: 'post', path: '/api/matters/{matterId}/close', gate: 'staff', summary: 'Close with a reason', params: matterId, body: acts.closeBody, answer: matters.matterDetail, status: 200 },
  reopen: { method: 'post', path: '/api/matters/{matterId}/reopen', gate: 'staff', summary: 'Open a closed matter again', params: matterId, answer: matters.matterDetail, status: 200 },
  undo: { method: 'post', path: '/api/matters/{matterId}/undo', gate: 'staff', summary: 'Take my closing or transfer of some seconds ago back', params: matterId, answer: matters.matterDetail, status: 200 },
  retrySend: { method: 'post', path: '/api/messages/{messageId}/retry', gate: 'staff', summary: 'Send a failed message again', params: messageId, answer: null, status: 204 },
  readAttempts: { method: 'get', path: '/api/messages/{messageId}/attempts', gate: 'staff', summary: 'Every try to send a message, with its time, result and the platform’s number', params: messageId, answer: sending.attempts, status: 200 },
  listHolds: { method: 'get', path: '/api/holds', gate: 'staff', summary: 'Channels whose platform takes nothing more of us at present', answer: sending.holds, status: 200 },
  eraseMessage: { method: 'post', path: '/api/messages/{messageId}/erasure', gate: 'staff', summary: 'Erase one message for good', params: messageId, body: acts.erasureBody, answer: null, status: 204 },
  eraseResident: { method: 'post', path: '/api/matters/{matterId}/resident-erasure', gate: 'staff', summary: 'Erase everything of the matter’s resident for good', params: matterId, body: acts.residentErasureBody, answer: matters.matterDetail, status: 200 },
  readAttachment: { method: 'get', path: '/api/attachments/{attachmentId}', gate: 'staff', summary: 'The photo, sound or file itself, or the part of it that Range asks for', params: z.strictObject({ attachmentId: uuid }), answer: null, status: 200 },
  retryAttachment: { method: 'post', path: '/api/attachments/{attachmentId}/retry', gate: 'staff', summary: 'Fetch an attachment again', params: z.strictObject({ attachmentId: uuid }), answer: null, status: 204 },

  listStaff: { method: 'get', path: '/api/staff', gate: 'administrator', summary: 'Everybody who may log in', answer: staff.staffList, status: 200 },
  inviteStaff: { method: 'post', path: '/api/staff', gate: 'administrator', summary: 'Invite somebody', body: staff.inviteBody, answer: staff.invited, status: 201 },
  changeStaff: { method: 'patch', path: '/api/staff/{staffId}', gate: 'administrator', summary: 'Change name, departments or roles', params: staffId, body: staff.staffChange, answer: staff.staffMember, status: 200 },
  deactivateStaff: { method: 'post', path: '/api/staff/{staffId}/deactivate', gate: 'administrator', summary: 'End all access at once', params: staffId, answer: staff.staffMember, status: 200 },
  reactivateStaff: { method: 'post', path: '/api/staff/{staffId}/reactivate', gate: 'administrator', summary: 'Give access back', params: staffId, answer: staff.staffMember, status: 200 },
  resetStaff: { method: 'post', path: '/api/staff/{staffId}/reset', gate: 'administrator', summary: 'End all sessions and make a link for a new password', params: staffId, answer: staff.invited, status: 200 },

  readServiceHealth: { method: 'get', path: '/api/service-health', gate: 'administrator', summary: 'How the service is, in counts and times', answer: health.serviceHealth, status: 200 },
  replayEvent: { method: 'post', path: '/api/set-aside/{eventId}/replay', gate: 'administrator', summary: 'Lay an event that was set aside before the worker again', params: eventId, answer: null, status: 204 },
  replayAllEvents: { method: 'post', path: '/api/set-aside/replay', gate: 'administrator', summary: 'The same with all of them', answer: health.replayedCount, status: 200 },

  readChatWelcome: { method: 'get', path: '/api/chat/welcome', gate: 'anyone', summary: 'What a resident reads before the first word', answer: chat.chatWelcome, status: 200 },
  readChatTalk: { method: 'get', path: '/api/chat/talk', gate: 'resident', summary: 'The talk of this device', query: chat.chatTalkQuery, answer: chat.chatTalk, status: 200 },
  sayInChat: { method: 'post', path: '/api/chat/messages', gate: 'anyone', summary: 'Write to the city; the first words begin a talk', body: chat.chatTextBody, answer: chat.chatTalk, status: 201 },
  showInChat: { method: 'post', path: '/api/chat/photos', gate: 'anyone', summary: 'Send a photo, which is the body', query: chat.chatPhotoQuery, takesFile: true, answer: chat.chatTalk, status: 201 },
  placeInChat: { method: 'post', path: '/api/chat/places', gate: 'anyone', summary: 'Send a place', body: chat.chatPlaceBody, answer: chat.chatTalk, status: 201 },
  chooseInChat: { method: 'post', path: '/api/chat/choices', gate: 'resident', summary: 'Touch a quick reply', body: chat.chatChoiceBody, answer: chat.chatTalk, status: 201 },
  takeBackInChat: { method: 'delete', path: '/api/chat/messages/{clientId}', gate: 'resident', summary: 'Take a message of mine back', params: clientId, answer: chat.chatTalk, status: 200 },
  readChatAttachment: { method: 'get', path: '/api/chat/attachments/{attachmentId}', gate: 'resident', summary: 'A photo or file of the talk', params: attachmentId, answer: null, status: 200 },
  readChatPreview: { method: 'get', path: '/api/chat/attachments/{attachmentId}/preview', gate: 'resident', summary: 'A photo of the talk, small', params: attachmentId, answer: null, status: 200 },
  liveChat: { method: 'get', path: '/api/chat/live', gate: 'resident', summary: 'Server-sent events that the talk changed', answer: null, status: 200 },
  makeChatCode: { method: 'post', path: '/api/chat/codes', gate: 'resident', summary: 'Make a code that opens the talk once on another device', answer: chat.chatCode, status: 201 },
  resumeChat: { method: 'post', path: '/api/chat/resume', gate: 'anyone', summary: 'Open a talk by its code', body: chat.chatResumeBody, answer: chat.chatTalk, status: 200 },
  leaveChat: { method: 'delete', path: '/api/chat/session', gate: 'resident', summary: 'Forget the talk on this device', answer: null, status: 204 },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
