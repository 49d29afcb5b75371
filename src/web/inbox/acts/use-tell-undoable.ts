import { useQueryClient } from '@tanstack/react-query';
import { useNotices } from '#web/inbox/frame/notices';
import { listKey } from '#web/inbox/list/use-matters';
import { usePlace } from '#web/inbox/place';
import { sayProblem } from '#web/shared/problems';
import { useActs } from './use-acts.ts';

/** Says what was done to the matter, and for some seconds offers to take it back. */
export const useTellUndoable = (matterId: string) => {
  const { undo } = useActs(matterId);
  const { tell } = useNotices();
  const { open } = usePlace();
  const queries = useQueryClient();
  const takeBack = () =>
    void undo().then(
      () => {
        tell('元に戻しました');
        open(matterId);
      },
      (error: unknown) => {
        tell(`元に戻せませんでした。${sayProblem(error)}`);
        void queries.invalidateQueries({ queryKey: listKey });
      },
    );
  return (words: string): void => tell(words, takeBack);
};
