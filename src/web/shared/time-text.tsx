import { useNow } from './clock.ts';
import { sayFullTime, sayTime } from './time.ts';

/** A time in a clerk's words; the whole time on hover and to screen readers. */
export const TimeText = ({ iso, className }: { readonly iso: string; readonly className?: string }) => {
  const now = useNow();
  const full = sayFullTime(iso);
  return (
    <time dateTime={iso} title={full} className={className}>
      <span aria-hidden="true">{sayTime(iso, now)}</span>
      <span className="sr-only">{full}</span>
    </time>
  );
};
