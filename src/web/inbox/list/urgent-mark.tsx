import { AlertIcon } from '#web/shared/icons';

export const UrgentMark = () => (
  <span className="inline-flex shrink-0 items-center gap-0.5 self-center rounded-4 bg-danger py-0.5 pr-1.5 pl-1 text-oln-14B-100 text-on-accent">
    <AlertIcon className="size-3.5" />
    緊急
  </span>
);
