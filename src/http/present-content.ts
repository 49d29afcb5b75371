import type { City } from '#src/domain/city';
import type { Place } from '#src/domain/message';
import { offsetMetres, townsAround } from '#src/domain/towns-around';
import type { ThreadMessage } from '#src/store/matter-thread';
import { safeFileName } from '#src/domain/file-name';
import type { ThreadItem } from './contract/matters.ts';
import { excerptOf, presentDepartment } from './present.ts';

type MessageItem = Extract<ThreadItem, { kind: 'message' }>;

export const presentContent = (
  city: City,
  content: NonNullable<ThreadMessage['content']>,
): MessageItem['content'] => {
  switch (content.kind) {
    case 'text':
      return { ...content, marks: [...(content.marks ?? [])] };
    case 'image':
      return { kind: 'image', elsewhere: content.elsewhere ?? null };
    case 'video':
    case 'audio':
      return {
        kind: content.kind,
        elsewhere: content.elsewhere ?? null,
        durationMs: content.durationMs ?? null,
      };
    case 'file':
      return { kind: 'file', fileName: safeFileName(content.fileName) ?? '' };
    case 'sticker':
      return { kind: 'sticker', words: [...content.words] };
    case 'place':
      return { ...content, around: townsNear(city, content) };
    case 'unsupported':
      return content;
  }
};

/** Who had it erased, and when; without an eraser the resident took it back. */
export const presentTombstone = (
  city: City,
  { erasedBy, goneAt }: Pick<ThreadMessage, 'erasedBy' | 'goneAt'>,
): MessageItem['content'] =>
  erasedBy === null || goneAt === null
    ? { kind: 'taken-back' }
    : {
        kind: 'erased',
        at: goneAt.toISOString(),
        byName: erasedBy.name,
        departmentName: presentDepartment(city, erasedBy.departmentId).name,
      };

/** As far as somebody walks to look, and as many as a small drawing has room for. */
const townsNear = (city: City, place: Place) =>
  townsAround(place, city.towns, 1_200)
    .slice(0, 8)
    .map((town) => ({ name: town.name, ...offsetMetres(place, town) }));

/** Of what lies behind the reader's walls not even the id is told. */
export const presentQuote = (
  { quoted }: ThreadMessage,
  shown: readonly Pick<ThreadMessage, 'id'>[],
): MessageItem['quoted'] => {
  if (quoted === null) return null;
  switch (quoted.kind) {
    case 'taken-back':
    case 'unseen':
    case 'elsewhere':
      return { kind: quoted.kind };
    case 'message':
      return {
        kind: 'message',
        id: quoted.id,
        from: quoted.author,
        authorName: quoted.staffName,
        says: quoted.content.kind,
        excerpt: excerptOf(quoted.content),
        isHere: shown.some(({ id }) => id === quoted.id),
      };
  }
};
