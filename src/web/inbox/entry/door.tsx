import { useId, useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { useTitle } from '#web/inbox/title';

/** One column for everything before the inbox itself. */
export const Door = ({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) => {
  useTitle(title);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-6 py-12">
      <p className="mb-1 flex items-center gap-2 text-std-16B-170 text-accent">
        <img src="/favicon.svg" alt="" className="size-6" />
        こだま
      </p>
      <h1 className="text-std-24B-150">{title}</h1>
      {lead !== undefined && <div className="mt-2 text-ink-soft">{lead}</div>}
      <div className="mt-8">{children}</div>
    </main>
  );
};

const field =
  'mt-1.5 block h-12 w-full rounded-8 border border-field bg-surface px-3 text-std-16N-170 hover:border-ink aria-invalid:border-danger';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly hint?: string;
}

export const Field = ({ label, hint, ...input }: FieldProps) => {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="text-std-16B-170">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-dns-14N-130 text-ink-soft">
          {hint}
        </p>
      )}
      <input
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={field}
        {...input}
      />
    </div>
  );
};

/** Says when Caps Lock is on, and shows what was typed when asked. */
export const PasswordField = (props: FieldProps) => {
  const [isShown, setShown] = useState(false);
  const [isCapsLocked, setCapsLocked] = useState(false);
  return (
    <div>
      <Field
        {...props}
        type={isShown ? 'text' : 'password'}
        autoCapitalize="none"
        spellCheck={false}
        onKeyUp={(event) => setCapsLocked(event.getModifierState('CapsLock'))}
      />
      <div className="mt-2 flex min-h-7 flex-wrap items-center justify-between gap-x-4">
        <label className="flex min-h-7 items-center gap-2 text-dns-14N-130">
          <input
            type="checkbox"
            checked={isShown}
            onChange={(event) => setShown(event.target.checked)}
            className="size-4 accent-accent"
          />
          文字を表示する
        </label>
        <p role="status" className="text-dns-14B-130 text-caution">
          {isCapsLocked && 'Caps Lock がオンになっています'}
        </p>
      </div>
    </div>
  );
};
