import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { meKey, type Session, useLogOut } from '#web/inbox/session';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { Door, PasswordField } from './door.tsx';
import { NewPasswordForm } from './new-password-form.tsx';

/** `isFirst`: a one-time password is being replaced, and nothing else is answered before. */
export const PasswordScreen = ({ isFirst }: { readonly isFirst: boolean }) => {
  const { call } = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const logOut = useLogOut();
  const [current, setCurrent] = useState('');
  const change = useMutation({
    mutationFn: (next: string) => call('changePassword', { body: { current, next } }),
    onSuccess: (me) => {
      queries.setQueryData<Session>(meKey, me);
      if (!isFirst) void navigate('/');
    },
  });
  return (
    <Door
      title={isFirst ? '自分のパスワードを決める' : 'パスワードを変える'}
      lead={
        isFirst ? '最初のパスワードは一度きりのものです。これから使うパスワードを決めてください。' : undefined
      }
    >
      <NewPasswordForm
        onSubmit={(next) => change.mutate(next)}
        isPending={change.isPending}
        error={change.error}
        action={isFirst ? '決めて受信箱を開く' : 'パスワードを変える'}
      >
        <PasswordField
          label="今のパスワード"
          name="current-password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      </NewPasswordForm>
      <Button tone="quiet" className="mt-4" onClick={() => (isFirst ? void logOut() : void navigate('/'))}>
        {isFirst ? 'ログアウト' : '変えずに戻る'}
      </Button>
    </Door>
  );
};
