import {
  isAccountId,
  isMatterId,
  isMessageId,
  isResidentId,
  isThreadId,
  type DepartmentId,
  type MatterId,
} from '#src/domain/ids';
import { systemIds } from '#src/main/system';
import { openMatter } from '#src/store/opened-matters';
import { keepMessage, linkMessage } from '#src/store/messages';
import type { Store } from '#src/store/open';
import { ensureCorrespondent } from '#src/store/residents';
import { newId } from '#src/usecases/new-id';

/** A matter as the worker would have opened it, for tests that begin after that. */
export const openedMatter = async (
  store: Store,
  departmentId: DepartmentId,
  now: Date,
): Promise<MatterId> => {
  const id = newId(systemIds, isMatterId);
  const messageId = newId(systemIds, isMessageId);
  await store.asWorker(async (tx) => {
    const who = await ensureCorrespondent(tx, {
      channel: 'line',
      address: `U${systemIds.newToken()}`,
      residentId: newId(systemIds, isResidentId),
      accountId: newId(systemIds, isAccountId),
      threadId: newId(systemIds, isThreadId),
    });
    await keepMessage(tx, {
      id: messageId,
      threadId: who.threadId,
      channel: 'line',
      author: 'resident',
      staffId: null,
      content: { kind: 'text', text: '道路に穴があります' },
      externalId: systemIds.newId(),
      quotesExternalId: null,
      occurredAt: now,
    });
    await openMatter(tx, {
      id,
      fiscalYear: 2026,
      residentId: who.residentId,
      threadId: who.threadId,
      departmentId,
      categoryId: null,
      state: 'new',
      isUrgent: false,
      openedAt: now,
      lastResidentAt: now,
      replyBy: null,
      lastMessageId: messageId,
      newNumber: () => systemIds.newNumber(),
    });
    await linkMessage(tx, { matterId: id, messageId });
  });
  return id;
};
