import { Bone } from '#web/shared/states';

export const MatterSkeleton = () => (
  <div role="status" className="flex flex-1 flex-col">
    <span className="sr-only">案件を読み込んでいます</span>
    <div className="flex flex-col gap-3 border-b border-line-firm bg-surface px-5 py-4">
      <Bone className="h-6 w-48" />
      <Bone className="h-4 w-72 max-w-full" />
    </div>
    <div className="flex flex-col gap-4 p-5">
      <Bone className="h-16 w-3/5 rounded-12" />
      <Bone className="h-10 w-2/5 rounded-12" />
      <Bone className="h-20 w-3/5 self-end rounded-12" />
    </div>
  </div>
);
