import { useNow } from './clock.ts';
import { sayFullTime, sayTime, sayTimeOfDay } from './time.ts';

interface TimeTextProps {
  readonly iso: string;
  readonly className?: string;
  /** A heading above already names the day. */
  readonly isUnderDay?: boolean;
}

/** A time in a clerk's words; the whole time on hover and to screen readers. */
export const TimeText = ({ iso, className, isUnderDay = false }: TimeTextProps) => {
  const now = useNow();
  const full = sayFullTime(iso);
  return (
    <time dateTime={iso} title={full} className={className}>
      <span aria-hidden="true">{isUnderDay ? sayTimeOfDay(iso, now) : sayTime(iso, now)}</span>
      <span className="sr-only">{full}</span>
    </time>
  );
};
