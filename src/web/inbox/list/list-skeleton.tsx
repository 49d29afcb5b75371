import { Bone } from '#web/shared/states';

/** As high as the rows that will take its place. */
export const ListSkeleton = () => (
  <div role="status" className="flex-1 overflow-hidden">
    <span className="sr-only">一覧を読み込んでいます</span>
    {[0, 1, 2, 3, 4, 5].map((row) => (
      <div key={row} className="flex h-(--row-height) flex-col gap-2 border-b border-line px-5 py-3">
        <Bone className="h-4 w-2/5" />
        <Bone className="h-3.5 w-11/12" />
        <Bone className="h-3.5 w-3/5" />
      </div>
    ))}
  </div>
);
