import { sayFullTime } from '#web/shared/time';
import type { Message } from './message-item.tsx';

type Tombstone = Extract<Message['content'], { kind: 'erased' }>;

/** What stands where the city erased something. */
export const sayErased = ({ at, departmentName, byName }: Tombstone): string =>
  `${sayFullTime(at)} ${departmentName} ${byName}さんが消去しました`;
