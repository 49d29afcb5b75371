import type { CategoryId } from '#src/domain/ids';
import { addOpenDays } from '#src/domain/opening-hours';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { changeMatter, type Matter } from '#src/store/matters';
import type { Tx } from '#src/store/open';
import type { Correspondent } from '#src/store/residents';
import { categoryOf, composeReceipt } from './compose-receipt.ts';
import type { Context } from './context.ts';
import { tellResident, type Telling } from './tell-resident.ts';

export interface Routing {
  readonly matter: Matter;
  readonly categoryId: CategoryId;
  readonly who: Correspondent;
  readonly reply: NonNullable<Telling['reply']>;
  /** Said before the receipt. */
  readonly guidance: readonly string[];
}

/** Takes a matter from the sorting desk to the department its category names, and sends the receipt that names it. */
export const routeMatter = async (tx: Tx, context: Context, routing: Routing): Promise<readonly Nudge[]> => {
  const { matter, who, reply, guidance } = routing;
  const category = categoryOf(context.city, routing.categoryId);
  if (category === null || matter.state !== 'sorting') return [];
  const now = context.clock.now();
  await changeMatter(tx, matter.id, {
    state: 'new',
    departmentId: category.departmentId,
    categoryId: category.id,
    // Who took it on the sorting desk does not belong to the next department.
    assigneeId: null,
    replyBy: addOpenDays(now, category.replyWithinOpenDays, context.city.hours),
  });
  await recordEvent(tx, {
    name: 'routed',
    matterId: matter.id,
    departments: [matter.departmentId, category.departmentId],
    actorId: null,
    detail: { from: matter.departmentId, to: category.departmentId, category: category.id },
  });
  const texts = [...guidance, composeReceipt(context.city, matter.number, category.id, now)];
  return tellResident(tx, context, { to: who, matterId: matter.id, texts, reply });
};
