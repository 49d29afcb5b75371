import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '#web/shared/button';
import { ProblemLine } from '#web/shared/states';
import { PasswordField } from './door.tsx';

interface NewPasswordFormProps {
  readonly onSubmit: (password: string) => void;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly action: string;
  readonly children?: ReactNode;
}

const shortest = 12;

/** Asked once: the typed password can be looked at instead of being typed twice. */
export const NewPasswordForm = ({ onSubmit, isPending, error, action, children }: NewPasswordFormProps) => {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(password);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {children}
      <PasswordField
        label="新しいパスワード"
        hint="12文字以上。短い文を一つ、のように長いほど安全です。"
        name="new-password"
        autoComplete="new-password"
        required
        minLength={shortest}
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <ProblemLine error={error} />
      <Button type="submit" tone="primary" className="h-12 text-oln-16B-100" disabled={isPending}>
        {action}
      </Button>
    </form>
  );
};
