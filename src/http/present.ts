import type { City } from '#src/domain/city';
import type { CategoryId, DepartmentId } from '#src/domain/ids';
import { wordsOf, type Content } from '#src/domain/message';
import type { MatterSummary } from '#src/store/matter-rows';
import type { MatterRow } from './contract/matters.ts';

const excerptChars = 160;
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** A row of the list, field by field: what is not named here does not leave the server. */
export const presentRow = (city: City, matter: MatterSummary): MatterRow => ({
  id: matter.id,
  number: matter.number,
  state: matter.state,
  urgent: matter.isUrgent,
  category: presentCategory(city, matter.categoryId),
  department: presentDepartment(city, matter.departmentId),
  assignee:
    matter.assigneeId === null || matter.assigneeName === null
      ? null
      : { id: matter.assigneeId, name: matter.assigneeName },
  resident: { displayName: matter.displayName, channel: matter.channel, isReachable: matter.isReachable },
  preview:
    matter.lastAuthor === null || matter.lastKind === null || matter.lastAt === null
      ? null
      : {
          from: matter.lastAuthor,
          text: excerptOf(matter.lastContent),
          kind: matter.lastContent === null ? 'taken-back' : matter.lastKind,
          at: matter.lastAt.toISOString(),
        },
  hasPhoto: matter.hasPhoto,
  hasPlace: matter.hasPlace,
  hasFailedSend: matter.hasFailedSend,
  isUnread: matter.isUnread,
  openedAt: matter.openedAt.toISOString(),
  waitingSince: matter.waitingSince?.toISOString() ?? null,
  replyBy: matter.replyBy?.toISOString() ?? null,
  revision: matter.revision,
});

/** The beginning of a text, marked when there is more; the whole stands in the thread. */
export const excerptOf = (content: Content | null): string | null => {
  if (content?.kind !== 'text') return null;
  const words = wordsOf(content).trim();
  if (words === '') return null;
  const letters = Array.from(graphemes.segment(words), ({ segment }) => segment);
  return letters.length > excerptChars ? `${letters.slice(0, excerptChars).join('')}…` : words;
};

export const presentCategory = (city: City, id: CategoryId | null): MatterRow['category'] => {
  const found = city.categories.find((category) => category.id === id);
  return found === undefined ? null : { id: found.id, name: found.name };
};

/** A department that left the city files keeps its matters; its key then stands for its name. */
export const presentDepartment = (city: City, id: DepartmentId): MatterRow['department'] => ({
  id,
  name: city.departments.find((department) => department.id === id)?.name ?? id,
});
