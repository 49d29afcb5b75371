import { AlertIcon, CheckIcon, ClockIcon } from '#web/shared/icons';
import { levelNames, type Level } from './names.ts';

const looks = {
  good: 'border-line-firm bg-surface text-good',
  watch: 'border-note-line bg-note text-ink',
  act: 'border-danger-line bg-danger-soft text-danger-deep',
} as const satisfies Readonly<Record<Level, string>>;

const icons = { good: CheckIcon, watch: ClockIcon, act: AlertIcon } as const satisfies Readonly<
  Record<Level, typeof CheckIcon>
>;

/** How it is, in words; colour and drawing only say it again. */
export const LevelMark = ({ level }: { readonly level: Level }) => {
  const Icon = icons[level];
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full border px-2.5 py-1 text-oln-14B-100 whitespace-nowrap ${looks[level]}`}
    >
      <Icon className="size-4" />
      {levelNames[level]}
    </span>
  );
};
