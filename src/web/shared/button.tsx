import type { ComponentProps } from 'react';

export type Tone = 'primary' | 'plain' | 'quiet' | 'danger';

const looks = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-deep hover:bg-accent-deep',
  plain: 'border-line-firm bg-surface text-ink hover:border-field hover:bg-sunk',
  quiet: 'border-transparent text-ink-soft hover:bg-sunk hover:text-ink',
  danger: 'border-danger bg-surface text-danger hover:bg-danger-soft',
} as const satisfies Readonly<Record<Tone, string>>;

const shape =
  'inline-flex min-h-11 items-center justify-center gap-1.5 whitespace-nowrap rounded-8 border px-3.5 text-oln-14B-100 tablet:min-h-9 disabled:border-line-firm disabled:bg-sunk disabled:text-ink-faint';

interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: Tone;
}

export const Button = ({ tone = 'plain', className = '', type = 'button', ...rest }: ButtonProps) => (
  <button type={type} className={`${shape} ${looks[tone]} ${className}`} {...rest} />
);

/** Only a drawing to the eye; `label` is its name and its hint. */
export const IconButton = ({
  label,
  className = '',
  ...rest
}: ComponentProps<'button'> & { readonly label: string }) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    className={`inline-flex size-11 shrink-0 items-center justify-center rounded-8 text-ink-soft tablet:size-9 hover:bg-sunk hover:text-ink ${className}`}
    {...rest}
  />
);
