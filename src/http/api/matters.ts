import { isAttachmentId, isMatterId, isMessageId, isStaffId } from '#src/domain/ids';
import { isDepartmentId, type MatterId, type StaffId } from '#src/domain/ids';
import { operations } from '#src/http/contract/operations';
import type { MatterDetail } from '#src/http/contract/matters';
import { presentMatter } from '#src/http/present-detail';
import { presentRow } from '#src/http/present';
import { ProblemError } from '#src/http/problems';
import { historyOf } from '#src/store/events';
import { countMatters, listMatters } from '#src/store/matter-list';
import {
  attachmentsOf,
  countThread,
  messagesOf,
  notesOf,
  readMatter,
  whyRouted,
} from '#src/store/matter-thread';
import { markReadBy } from '#src/store/reading';
import { namesOf, roleIn } from '#src/store/memberships';
import { isActiveAdministrator } from '#src/store/staff';
import { assign } from '#src/usecases/assign';
import { close } from '#src/usecases/close';
import type { Context } from '#src/usecases/context';
import { leaveNote } from '#src/usecases/leave-note';
import type { MatterOutcome } from '#src/usecases/matter-outcome';
import { eraseResident, type ErasureOutcome } from '#src/usecases/erase';
import { reopen } from '#src/usecases/reopen';
import { reply } from '#src/usecases/reply';
import { transfer } from '#src/usecases/transfer';
import { undo } from '#src/usecases/undo';
import { readPlace, writePlace } from './list-cursor.ts';
import { idOf, type MakeRoute, type Route } from './route.ts';

const usualItems = 200;

export const matterRoutes = (context: Context, route: MakeRoute): readonly Route[] => {
  const detail = (staffId: StaffId, matterId: MatterId, limit: number) =>
    readDetail(context, staffId, matterId, limit);

  /** Does it, and shows the matter as it then is. */
  const doAndShow = async (
    outcome: MatterOutcome | ErasureOutcome,
    staffId: StaffId,
    matterId: MatterId,
  ): Promise<MatterDetail> => {
    demandDone(outcome);
    return detail(staffId, matterId, usualItems);
  };

  return [
    route(operations.listMatters, async ({ query, staff }) => {
      const { view, state = null, department, sending = null, order, cursor, limit } = query;
      const filter = {
        view,
        state,
        sending,
        departmentId: department === undefined ? null : idOf(department, isDepartmentId),
      };
      const after = cursor === undefined ? null : readPlace(cursor);
      const found = await context.store.asStaff(staff.staffId, (tx) =>
        listMatters(tx, staff.staffId, filter, { by: order, after, limit: limit + 1 }),
      );
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      const hasMore = found.length > limit && last !== undefined;
      return {
        rows: rows.map((row) => presentRow(context.city, row)),
        nextCursor: hasMore ? writePlace(order, last) : null,
      };
    }),
    route(operations.countMatters, ({ staff }) =>
      context.store.asStaff(staff.staffId, (tx) => countMatters(tx, staff.staffId)),
    ),
    route(operations.readMatter, ({ params, query, staff }) =>
      detail(staff.staffId, idOf(params.matterId, isMatterId), query.limit),
    ),
    route(operations.markRead, async ({ params, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      const isThere = await context.store.asStaff(staff.staffId, (tx) =>
        markReadBy(tx, staff.staffId, matterId),
      );
      if (!isThere) throw new ProblemError('not-found');
    }),
    route(operations.reply, async ({ params, body, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      const { id, text, asksBack, revision, overStale } = body;
      const quotes = body.quotes === undefined ? null : idOf(body.quotes, isMessageId);
      const uploads = body.uploads.map((upload) => idOf(upload, isAttachmentId));
      const { staffId } = staff;
      const messageId = idOf(id, isMessageId);
      const answer = { staffId, matterId, messageId, text, uploads, quotes, asksBack, revision, overStale };
      return doAndShow(await reply(context, answer), staffId, matterId);
    }),
    route(operations.note, async ({ params, body, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      const note = { staffId: staff.staffId, matterId, noteId: body.id, text: body.text };
      return doAndShow(await leaveNote(context, note), staff.staffId, matterId);
    }),
    route(operations.transfer, async ({ params, body, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      const to = idOf(body.departmentId, isDepartmentId);
      demandDone(await transfer(context, { staffId: staff.staffId, matterId, to }));
    }),
    route(operations.assign, async ({ params, body, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      const assigneeId = body.staffId === null ? null : idOf(body.staffId, isStaffId);
      return doAndShow(
        await assign(context, { staffId: staff.staffId, matterId, assigneeId }),
        staff.staffId,
        matterId,
      );
    }),
    route(operations.close, async ({ params, body, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      const order = { staffId: staff.staffId, matterId, reason: body.reason };
      return doAndShow(await close(context, order), staff.staffId, matterId);
    }),
    route(operations.reopen, async ({ params, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      return doAndShow(await reopen(context, { staffId: staff.staffId, matterId }), staff.staffId, matterId);
    }),
    route(operations.eraseResident, async ({ params, body, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      const order = { staffId: staff.staffId, matterId, reason: body.reason };
      return doAndShow(await eraseResident(context, order), staff.staffId, matterId);
    }),
    route(operations.undo, async ({ params, staff }) => {
      const matterId = idOf(params.matterId, isMatterId);
      return doAndShow(await undo(context, { staffId: staff.staffId, matterId }), staff.staffId, matterId);
    }),
  ];
};

const readDetail = async (
  context: Context,
  staffId: StaffId,
  matterId: MatterId,
  limit: number,
): Promise<MatterDetail> =>
  context.store.asStaff(staffId, async (tx) => {
    const summary = await readMatter(tx, staffId, matterId);
    if (summary === null) throw new ProblemError('not-found');
    const messages = await messagesOf(tx, matterId, limit);
    const ids = messages.map(({ id }) => id);
    const history = await historyOf(tx, matterId);
    const names = await namesOf(tx);
    const whole = {
      summary,
      messages,
      messageCount: await countThread(tx, matterId),
      attachments: await attachmentsOf(tx, ids),
      notes: await notesOf(tx, matterId),
      history,
      why: await whyRouted(tx, matterId),
      mayErase: {
        message: (await roleIn(tx, staffId, summary.departmentId)) === 'supervisor',
        resident: await isActiveAdministrator(tx, staffId),
      },
    };
    return presentMatter(
      context.city,
      context.channelLimits[summary.channel],
      whole,
      (id) => names.get(id) ?? null,
    );
  });

/** Refuses in the contract's words. */
export const demandDone = (outcome: MatterOutcome | ErasureOutcome): void => {
  if (outcome.kind !== 'done') throw new ProblemError(outcome.kind);
};
