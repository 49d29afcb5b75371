import { useQueryClient } from '@tanstack/react-query';
import type { MatterDetail } from '#src/http/contract/matters';
import { countsKey, listKey } from '#web/inbox/list/use-matters';
import { matterKey, usualLimit } from '#web/inbox/matter/use-matter';
import type { CloseReason, ErasureReason, residentErasureReasons } from '#web/inbox/words';
import { useApi } from '#web/shared/api-context';

export interface ReplyDraft {
  readonly id: string;
  readonly text: string;
  readonly quotes?: string;
  readonly uploads: string[];
  readonly asksBack: boolean;
  readonly revision: number;
  readonly overStale: boolean;
}

/** What a clerk does to one matter. Each resolves when the server has done it, and freshens what is shown. */
export const useActs = (matterId: string) => {
  const { call } = useApi();
  const queries = useQueryClient();
  const params = { matterId };
  const refresh = () => {
    for (const queryKey of [matterKey(matterId), listKey, countsKey])
      void queries.invalidateQueries({ queryKey });
  };
  const show = (matter: MatterDetail) => {
    queries.setQueryData([...matterKey(matterId), usualLimit], matter);
    refresh();
  };
  return {
    refresh,
    reply: (body: ReplyDraft) => call('reply', { params, body }).then(show),
    note: (id: string, text: string) => call('note', { params, body: { id, text } }).then(show),
    transfer: (departmentId: string) => call('transfer', { params, body: { departmentId } }).then(refresh),
    assign: (staffId: string | null) => call('assign', { params, body: { staffId } }).then(show),
    close: (reason: CloseReason) => call('close', { params, body: { reason } }).then(show),
    undo: () => call('undo', { params }).then(show),
    reopen: () => call('reopen', { params }).then(show),
    eraseMessage: (messageId: string, reason: ErasureReason) =>
      call('eraseMessage', { params: { messageId }, body: { reason } }).then(refresh),
    eraseResident: (reason: (typeof residentErasureReasons)[number]) =>
      call('eraseResident', { params, body: { reason } }).then(show),
    retrySend: (messageId: string) => call('retrySend', { params: { messageId } }).then(refresh),
  };
};
